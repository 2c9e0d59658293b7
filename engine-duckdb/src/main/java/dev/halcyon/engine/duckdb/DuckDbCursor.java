package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionStatistics;
import dev.halcyon.engine.PartialFailure;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.type.Column;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows as the database streams them, within a budget (R140). */
final class DuckDbCursor implements RowCursor {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbCursor.class);

    private static final String TOO_LARGE = "E_QUERY_RESULT_SET_TOO_LARGE";

    private final List<Column> columns;
    private final QueryBudget budget;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final RunningQuery query;
    private final Runnable onClose;
    private final @Nullable Object[] cells;
    private @Nullable PartialFailure failure;
    private long rowCount;
    private long byteCount;
    private boolean closed;

    DuckDbCursor(
            List<Column> columns,
            QueryBudget budget,
            Connection connection,
            PreparedStatement statement,
            ResultSet rows,
            RunningQuery query,
            Runnable onClose) {
        this.columns = List.copyOf(columns);
        this.budget = budget;
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.query = query;
        this.onClose = onClose;
        this.cells = new Object[columns.size()];
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (closed || failure != null) {
            return false;
        }
        query.check();
        try {
            if (!rows.next()) {
                query.check();
                query.finished();
                return false;
            }
            if (rowCount >= budget.maximumRows()) {
                cut("%d records".formatted(budget.maximumRows()));
                return false;
            }
            long size = 0;
            for (int index = 0; index < cells.length; index++) {
                cells[index] = read(index);
                size += CellSize.of(columns.get(index).type(), cells[index]);
            }
            if (byteCount + size > budget.maximumBytes()) {
                cut("%d bytes".formatted(budget.maximumBytes()));
                return false;
            }
            rowCount++;
            byteCount += size;
            return true;
        } catch (SQLException e) {
            throw query.failure(e);
        }
    }

    private void cut(String limit) {
        failure = new PartialFailure(
                TOO_LARGE, "The results of this query exceed the set limit of %s (%s)".formatted(limit, TOO_LARGE));
        query.finished();
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
    public Optional<PartialFailure> partialFailure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public ExecutionStatistics statistics() {
        return new ExecutionStatistics(query.elapsed(), rowCount, byteCount);
    }

    @Override
    public void cancel() {
        query.cancel();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        query.finished();
        onClose.run();
        try (connection;
                statement;
                rows) {
            LOG.trace("Query closed after {} rows", rowCount);
        } catch (SQLException e) {
            LOG.debug("The query did not close cleanly", e);
        }
    }
}
