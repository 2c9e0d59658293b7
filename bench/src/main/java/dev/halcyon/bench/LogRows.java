package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.kql.type.Ticks;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A week of log rows, made from the row's number, so that both sides of a comparison hold the same. */
final class LogRows {

    static final int COUNT = 1_000_000;

    /** 2023-03-13. */
    static final long START = 638_142_624_000_000_000L;

    static final long NOW = START + 7 * Ticks.PER_DAY;

    private static final long STEP = 7 * Ticks.PER_DAY / COUNT;
    private static final String[] LEVELS = {"Debug", "Info", "Warning", "Error"};
    private static final String[] REGIONS = {"north", "south", "east", "west"};

    static final TableSchema SCHEMA = TableSchema.of(
            "Logs",
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("Level", ScalarType.STRING),
            new Column("Message", ScalarType.STRING),
            new Column("DurationMs", ScalarType.REAL),
            new Column("UserId", ScalarType.LONG),
            new Column("Bytes", ScalarType.LONG),
            new Column("Properties", ScalarType.DYNAMIC));

    private LogRows() {}

    /** A catalogue that holds only the table. */
    static Catalog catalog() {
        return Catalog.of(List.of(SCHEMA));
    }

    /** Makes table {@code Logs} in an engine. */
    static void load(Engine engine) {
        TableLoading.load(engine, SCHEMA, COUNT, index -> new Object[] {
            time(index), level(index), message(index), duration(index), user(index), bytes(index), properties(index)
        });
    }

    /** Makes table {@code logs} in a plain database, in blocks too: what lies in it decides how fast it is read. */
    static void load(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE logs (t BIGINT, level VARCHAR, message VARCHAR, duration DOUBLE,"
                    + " userid BIGINT, bytes BIGINT, properties VARCHAR)");
        }
        for (int first = 0; first < COUNT; first += TableLoading.BLOCK) {
            try (DuckDBAppender appender = connection.createAppender("logs")) {
                for (int index = first; index < first + TableLoading.BLOCK; index++) {
                    appender.beginRow();
                    appender.append(time(index));
                    appender.append(level(index));
                    appender.append(message(index));
                    appender.append(duration(index));
                    appender.append(user(index));
                    appender.append(bytes(index));
                    appender.append(properties(index));
                    appender.endRow();
                }
            }
        }
    }

    private static long time(int index) {
        return START + index * STEP;
    }

    private static String level(int index) {
        return LEVELS[(int) (index * 31L % 7 % 4)];
    }

    private static String message(int index) {
        return "request " + index + " served";
    }

    private static double duration(int index) {
        return index * 7919L % 10_000 / 8.0;
    }

    private static long user(int index) {
        return index * 104_729L % 1_000;
    }

    private static long bytes(int index) {
        return index * 15_485_863L % 65_536;
    }

    private static String properties(int index) {
        return "{\"region\":\"" + REGIONS[index % 4] + "\",\"size\":" + index % 1_000 + "}";
    }
}
