package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes the rows of a block through DuckDB's appender, inside the connection's transaction. */
final class BlockAppender {

    /** The table that {@link #load} fills; its columns are {@code c0}, {@code c1}, …. */
    static final List<String> INPUT_TABLE = List.of("temp", "main", "input_rows");

    private static final int DECIMAL_SCALE = 17;

    private BlockAppender() {}

    /** Appends to a stored table, columns matched by name. */
    static void append(StoredTable table, RowBlock rows, DuckDBConnection connection) throws SQLException {
        List<Column> columns = table.schema().columns();
        int[] sources = new int[columns.size()];
        for (int index = 0; index < sources.length; index++) {
            sources[index] = source(columns.get(index), rows.columns());
        }
        try (DuckDBAppender appender = connection.createAppender(
                StoredTable.CATALOG, table.open().schema(), table.open().physicalName())) {
            write(columns, sources, rows, appender);
        }
    }

    /** Makes a temporary table of a block. */
    static void load(RowBlock rows, DuckDBConnection connection) throws SQLException {
        List<String> definitions = new ArrayList<>();
        int[] sources = new int[rows.columns().size()];
        for (int index = 0; index < sources.length; index++) {
            definitions.add(StoredTable.definition(rows.columns().get(index), "c" + index));
            sources[index] = index;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE input_rows(" + String.join(", ", definitions) + ")");
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "input_rows")) {
            write(rows.columns(), sources, rows, appender);
        }
    }

    static void unload(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp.main.input_rows");
        }
    }

    private static int source(Column column, List<Column> available) {
        for (int index = 0; index < available.size(); index++) {
            Column candidate = available.get(index);
            if (candidate.name().equals(column.name())) {
                if (candidate.type() != column.type()) {
                    throw new IllegalArgumentException("Column '%s' is %s, the rows have %s"
                            .formatted(column.name(), column.type(), candidate.type()));
                }
                return index;
            }
        }
        return -1;
    }

    static void write(List<Column> columns, int[] sources, RowBlock rows, DuckDBAppender appender) throws SQLException {
        for (int row = 0; row < rows.rowCount(); row++) {
            appender.beginRow();
            for (int index = 0; index < sources.length; index++) {
                ScalarType type = columns.get(index).type();
                if (sources[index] < 0 || rows.values().get(sources[index]).isNull(row)) {
                    missing(type, appender);
                } else {
                    cell(rows.values().get(sources[index]), row, type, appender);
                }
            }
            appender.endRow();
        }
        appender.flush();
    }

    private static void missing(ScalarType type, DuckDBAppender appender) throws SQLException {
        if (type == ScalarType.STRING) {
            appender.append("");
        } else {
            appender.appendNull();
        }
    }

    private static void cell(ColumnValues values, int row, ScalarType type, DuckDBAppender appender)
            throws SQLException {
        switch (values) {
            case ColumnValues.Bools bools -> appender.append(bools.values()[row]);
            case ColumnValues.Longs longs -> {
                if (type == ScalarType.INT) {
                    appender.append(Math.toIntExact(longs.values()[row]));
                } else {
                    appender.append(longs.values()[row]);
                }
            }
            case ColumnValues.Reals reals -> appender.append(reals.values()[row]);
            case ColumnValues.Decimals decimals -> {
                BigDecimal value = Objects.requireNonNull(decimals.values()[row]);
                appender.append(value.setScale(DECIMAL_SCALE, RoundingMode.HALF_UP));
            }
            case ColumnValues.Guids guids -> {
                UUID value = Objects.requireNonNull(guids.values()[row]);
                appender.append(value);
            }
            case ColumnValues.Texts texts -> {
                String value = Objects.requireNonNull(texts.values()[row]);
                if (type == ScalarType.DYNAMIC && value.equals("null")) {
                    appender.appendNull();
                } else {
                    appender.append(value);
                }
            }
        }
    }
}
