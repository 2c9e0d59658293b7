package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.kql.type.Ticks;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * KQL through the engine against the same question written in SQL by hand, over the same million log rows: the ratio of
 * the two is the overhead of Halcyon. The answers are compared before anything is timed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class OverheadBenchmark {

    private static final int ROWS = 1_000_000;
    private static final int BLOCK = 100_000;
    private static final long START = 638_144_352_000_000_000L;
    private static final long STEP = 7 * Ticks.PER_DAY / ROWS;
    private static final long NOW = START + 7 * Ticks.PER_DAY;

    private static final TableSchema LOGS = TableSchema.of(
            "Logs",
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("Level", ScalarType.STRING),
            new Column("Message", ScalarType.STRING),
            new Column("DurationMs", ScalarType.REAL));

    private static final String KQL = """
            Logs
            | where TimeGenerated > ago(5d) and Level != "Debug"
            | summarize Requests = count(), Slowest = max(DurationMs) by bin(TimeGenerated, 1h), Level
            """;

    private static final String SQL = """
            SELECT t - t %% 36000000000 AS hour, level, count(*), max(duration)
            FROM logs WHERE t > %d AND level <> 'Debug' GROUP BY ALL
            """.formatted(NOW - 5 * Ticks.PER_DAY);

    private @Nullable Engine engine;
    private @Nullable Connection connection;

    private record LogsOnly() implements Catalog {
        @Override
        public Optional<TableSchema> table(String name) {
            return name.equals(LOGS.name()) ? Optional.of(LOGS) : Optional.empty();
        }

        @Override
        public Collection<TableSchema> tables() {
            return List.of(LOGS);
        }
    }

    /** Loads the same rows into both and compares the answers. */
    @Setup
    public void load() throws SQLException {
        engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("CREATE TABLE logs (t BIGINT, level VARCHAR, message VARCHAR, duration DOUBLE)");
        }
        fill();
        if (!kql().equals(sql())) {
            throw new IllegalStateException("The two answers differ");
        }
    }

    // Both sides make the same rows from the row's number, each in its own fastest way.
    private void fill() throws SQLException {
        try (Statement statement = Objects.requireNonNull(connection).createStatement()) {
            statement.execute("""
                    INSERT INTO logs
                    SELECT %d + i * %d, ['Debug', 'Info', 'Warning', 'Error'][1 + i * 31 %% 7 %% 4],
                        'request ' || i || ' served', (i * 7919 %% 10000) / 8.0
                    FROM range(%d) AS numbers(i)
                    """.formatted(START, STEP, ROWS));
        }
        engine().storage().transact(transaction -> {
            transaction.createTable(LOGS);
            return 0;
        });
        String[] levels = {"Debug", "Info", "Warning", "Error"};
        for (long first = 0; first < ROWS; first += BLOCK) {
            RowBlockBuilder rows = RowBlock.builder(LOGS.columns());
            for (long index = first; index < first + BLOCK; index++) {
                rows.add(
                        START + index * STEP,
                        levels[(int) (index * 31 % 7 % 4)],
                        "request " + index + " served",
                        index * 7919 % 10_000 / 8.0);
            }
            RowBlock loaded = rows.build();
            engine().storage().transact(transaction -> transaction.append(LOGS.name(), loaded));
        }
    }

    @TearDown
    public void close() throws SQLException {
        engine().close();
        Objects.requireNonNull(connection).close();
    }

    private Engine engine() {
        return Objects.requireNonNull(engine);
    }

    /** Text to rows through parser, binder, lowering and engine. */
    @Benchmark
    public List<String> kql() {
        Relation relation = Binder.bind(
                        KqlParser.parse(KQL),
                        new BindingContext(new LogsOnly(), engine().functions(), NOW, Optional.empty()))
                .results()
                .getFirst()
                .relation();
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = engine().execute(relation, ExecutionContext.of(NOW, QueryBudget.STANDARD))) {
            while (cursor.next()) {
                rows.add(cursor.getLong(0) + "|" + cursor.getString(1) + "|" + cursor.getLong(2) + "|"
                        + cursor.getReal(3));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    /** The same by hand. */
    @Benchmark
    public List<String> sql() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = Objects.requireNonNull(connection).createStatement();
                ResultSet result = statement.executeQuery(SQL)) {
            while (result.next()) {
                rows.add(result.getLong(1) + "|" + result.getString(2) + "|" + result.getLong(3) + "|"
                        + result.getDouble(4));
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
