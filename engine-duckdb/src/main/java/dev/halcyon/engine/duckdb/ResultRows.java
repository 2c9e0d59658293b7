package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.type.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a statement as the database streams them. */
final class ResultRows implements RowReader, AutoCloseable {

    private final List<Column> columns;
    private final SqlCall statement;
    private final ResultSet rows;
    private final RunningQuery query;
    private final @Nullable Object[] cells;

    private ResultRows(List<Column> columns, SqlCall statement, ResultSet rows, RunningQuery query) {
        this.columns = List.copyOf(columns);
        this.statement = statement;
        this.rows = rows;
        this.query = query;
        this.cells = new Object[columns.size()];
    }

    /** Runs a statement as a part of the query; closes it when that fails. */
    static ResultRows run(SqlCall statement, List<Column> columns, RunningQuery query) throws SQLException {
        boolean started = false;
        try {
            query.use(statement);
            ResultRows rows = new ResultRows(columns, statement, statement.execute(), query);
            started = true;
            return rows;
        } finally {
            if (!started) {
                statement.close();
            }
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        query.check();
        try {
            if (!rows.next()) {
                query.check();
                return false;
            }
            for (int index = 0; index < cells.length; index++) {
                cells[index] = read(index);
            }
            return true;
        } catch (SQLException e) {
            throw query.failure(e);
        }
    }

    private @Nullable Object read(int index) throws SQLException {
        int position = index + 1;
        return switch (columns.get(index).type()) {
            case BOOL -> {
                boolean value = rows.getBoolean(position);
                yield rows.wasNull() ? null : (Object) value;
            }
            case INT, LONG, DATETIME, TIMESPAN -> {
                long value = rows.getLong(position);
                yield rows.wasNull() ? null : (Object) value;
            }
            case REAL -> {
                double value = rows.getDouble(position);
                yield rows.wasNull() ? null : (Object) value;
            }
            case DECIMAL -> {
                BigDecimal value = rows.getBigDecimal(position);
                yield value == null ? null : plain(value);
            }
            case GUID -> rows.getObject(position);
            case STRING -> Objects.requireNonNullElse(rows.getString(position), "");
            case DYNAMIC -> rows.getString(position);
        };
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The size of the row in a result. */
    long size() {
        long size = 0;
        for (int index = 0; index < cells.length; index++) {
            size += CellSize.of(columns.get(index).type(), cells[index]);
        }
        return size;
    }

    @Override
    public boolean isNull(int column) {
        return cells[column] == null;
    }

    @Override
    public boolean getBoolean(int column) {
        return (Boolean) cell(column);
    }

    @Override
    public long getLong(int column) {
        return (Long) cell(column);
    }

    @Override
    public double getReal(int column) {
        return (Double) cell(column);
    }

    @Override
    public BigDecimal getDecimal(int column) {
        return (BigDecimal) cell(column);
    }

    @Override
    public UUID getGuid(int column) {
        return (UUID) cell(column);
    }

    @Override
    public String getString(int column) {
        return (String) cell(column);
    }

    private Object cell(int column) {
        Object cell = cells[column];
        if (cell == null) {
            throw new EngineException(EngineException.Kind.INTERNAL, "Cell %d of the row is null".formatted(column));
        }
        return cell;
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
