package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.kql.type.Ticks;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A week of log rows, made from the row's number, so that both sides of a comparison hold the same. */
final class LogRows {

    static final int COUNT = 1_000_000;

    /** 2023-03-13. */
    static final long START = 638_142_624_000_000_000L;

    static final long NOW = START + 7 * Ticks.PER_DAY;

    private static final int BLOCK = 100_000;
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
        return new Catalog() {
            @Override
            public Optional<TableSchema> table(String name) {
                return name.equals(SCHEMA.name()) ? Optional.of(SCHEMA) : Optional.empty();
            }

            @Override
            public Collection<TableSchema> tables() {
                return List.of(SCHEMA);
            }
        };
    }

    /** Makes table {@code Logs} in an engine. */
    static void load(Engine engine) {
        engine.storage().transact(transaction -> {
            transaction.createTable(SCHEMA);
            return 0;
        });
        for (long first = 0; first < COUNT; first += BLOCK) {
            RowBlockBuilder rows = RowBlock.builder(SCHEMA.columns());
            for (long index = first; index < first + BLOCK; index++) {
                rows.add(
                        START + index * STEP,
                        LEVELS[(int) (index * 31 % 7 % 4)],
                        "request " + index + " served",
                        index * 7919 % 10_000 / 8.0,
                        index * 104_729 % 1_000,
                        index * 15_485_863 % 65_536,
                        "{\"region\":\"" + REGIONS[(int) (index % 4)] + "\",\"size\":" + index % 1_000 + "}");
            }
            RowBlock loaded = rows.build();
            engine.storage().transact(transaction -> transaction.append(SCHEMA.name(), loaded));
        }
    }

    /** Makes table {@code logs} in a plain database. */
    static void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE logs (t BIGINT, level VARCHAR, message VARCHAR, duration DOUBLE,"
                    + " userid BIGINT, bytes BIGINT, properties VARCHAR)");
            statement.execute("""
                    INSERT INTO logs
                    SELECT %d + i * %d, ['Debug', 'Info', 'Warning', 'Error'][1 + i * 31 %% 7 %% 4],
                        'request ' || i || ' served', (i * 7919 %% 10000) / 8.0, i * 104729 %% 1000,
                        i * 15485863 %% 65536,
                        '{"region":"' || ['north', 'south', 'east', 'west'][1 + i %% 4] || '","size":' || i %% 1000 || '}'
                    FROM range(%d) AS numbers(i)
                    """.formatted(START, STEP, COUNT));
        }
    }
}
