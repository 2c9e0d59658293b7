package dev.halcyon.bench.store;

import dev.halcyon.bench.SortedAnswer;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The store with ten million generated rows beside a plain database table with the same rows: how fast it loads, what a
 * row takes on disk, how fast questions are answered, and what appends and queries cost each other. Answers are compared
 * before they are timed.
 */
public final class StoreComparison {

    private static final int BLOCK = 5_000;
    private static final int ROUNDS = 9;
    private static final long NOW = GeneratedLogs.START + 400L * 864_000_000_000L;

    /** A tenth is enough to know the rate: an import does not slow down with what is stored. */
    private static final long IMPORTED = 1_000_000;

    private static final String MEMORY = "6GB";

    private final DuckDbEngine engine;
    private final WorkspaceStore store;
    private final DuckDBConnection plain;
    private final long rows;

    private StoreComparison(DuckDbEngine engine, WorkspaceStore store, DuckDBConnection plain, long rows) {
        this.engine = engine;
        this.store = store;
        this.plain = plain;
        this.rows = rows;
    }

    /** Arguments: how many rows, ten million unless told; a folder to work in, a temporary one unless told. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        Path folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("halcyon-store");
        DuckDbOptions options = new DuckDbOptions(Optional.of(MEMORY), 0, 512L << 20);
        try (DuckDbEngine engine = DuckDbEngine.open(folder.resolve("data"), options);
                WorkspaceStore store =
                        WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, WorkspaceClock.real());
                DuckDBConnection plain = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("plain.duckdb"))
                        .unwrap(DuckDBConnection.class)) {
            try (Statement statement = plain.createStatement()) {
                statement.execute("SET memory_limit = '" + MEMORY + "'");
            }
            StoreComparison comparison = new StoreComparison(engine, store, plain, rows);
            comparison.load(folder);
            comparison.loadPlain(folder);
            comparison.questions();
            comparison.together();
        }
        ImportLoading.run(folder, Math.min(rows, IMPORTED));
    }

    private void load(Path folder) throws IOException {
        List<DeclaredColumn> columns = GeneratedLogs.COLUMNS.stream()
                .map(column -> new DeclaredColumn(column.name(), column.type(), ""))
                .toList();
        store.define(TableDefinition.custom(GeneratedLogs.TABLE, "", columns));
        store.startKeeping(Duration.ofMillis(200));
        long start = System.nanoTime();
        for (long first = 0; first < rows; first += BLOCK) {
            append(first, Math.min(rows, first + BLOCK));
        }
        double appended = seconds(start);
        store.extents().closeExtent(GeneratedLogs.TABLE);
        store.keep();
        double sealed = seconds(start);
        engine.storage().releaseSpace();
        System.out.printf(
                "loaded %,d rows: %,.0f rows/s appended, %,.0f rows/s with everything sealed%n",
                rows, rows / appended, rows / sealed);
        long values = engine.storage().extents(GeneratedLogs.TABLE).stream()
                .mapToLong(Extent::bytes)
                .sum();
        System.out.printf(
                "%d extents, %.1f bytes/row before compression; %.1f bytes/row used in the file, %.1f in the folder%n",
                engine.storage().extents(GeneratedLogs.TABLE).size(),
                (double) values / rows,
                (double) engine.storage().space().usedBytes() / rows,
                (double) size(folder.resolve("data")) / rows);
    }

    private void append(long from, long to) {
        RowBlockBuilder block = RowBlock.builder(GeneratedLogs.COLUMNS);
        for (long row = from; row < to; row++) {
            block.add(GeneratedLogs.cells(row));
        }
        store.append(
                GeneratedLogs.TABLE,
                block.build(),
                Reception.at(WorkspaceClock.real().nowTicks()));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void loadPlain(Path folder) throws SQLException, IOException {
        long start = System.nanoTime();
        try (Statement statement = plain.createStatement()) {
            statement.execute("CREATE TABLE logs (t BIGINT, level VARCHAR, host VARCHAR, service VARCHAR,"
                    + " requestid VARCHAR, message VARCHAR, status BIGINT, duration DOUBLE, userid BIGINT,"
                    + " properties VARCHAR)");
        }
        try (DuckDBAppender appender = plain.createAppender("logs")) {
            for (long row = 0; row < rows; row++) {
                appender.beginRow();
                appender.append(GeneratedLogs.time(row));
                appender.append(GeneratedLogs.level(row));
                appender.append(GeneratedLogs.host(row));
                appender.append(GeneratedLogs.service(row));
                appender.append(GeneratedLogs.requestId(row));
                appender.append(GeneratedLogs.message(row));
                appender.append(GeneratedLogs.status(row));
                appender.append(GeneratedLogs.duration(row));
                appender.append(GeneratedLogs.user(row));
                appender.append(GeneratedLogs.properties(row));
                appender.endRow();
            }
        }
        try (Statement statement = plain.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        System.out.printf(
                "plain table: %,.0f rows/s, %.1f bytes/row%n",
                rows / seconds(start), (double) Files.size(folder.resolve("plain.duckdb")) / rows);
    }

    private void questions() throws SQLException {
        System.out.printf("%-30s %10s %10s %8s %10s%n", "question", "KQL ms", "SQL ms", "ratio", "target ms");
        for (StoreQuery query : StoreQuery.all(rows)) {
            SortedAnswer.requireEqual(query.name(), sql(query.sql()), kql(query.kql()));
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                kql(query.kql());
                ours[round] = seconds(start) * 1000;
                start = System.nanoTime();
                sql(query.sql());
                theirs[round] = seconds(start) * 1000;
            }
            Arrays.sort(ours);
            Arrays.sort(theirs);
            System.out.printf(
                    "%-30s %10.1f %10.1f %8.2f %10s%n",
                    query.name(),
                    ours[ROUNDS / 2],
                    theirs[ROUNDS / 2],
                    ours[ROUNDS / 2] / theirs[ROUNDS / 2],
                    query.targetMilliseconds() == 0 ? "" : query.targetMilliseconds());
        }
    }

    /** Appends of a hundred rows beside queries that read everything, and each alone. */
    private void together() throws InterruptedException {
        String scan = "Generated_CL | summarize count(), avg(DurationMs) by Service";
        latencies("appends of 100 rows alone", () -> append(rows, rows + 100), 300);
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.interrupted()) {
                kql(scan);
            }
        });
        latencies("appends beside a full scan", () -> append(rows, rows + 100), 300);
        reader.interrupt();
        reader.join();
        latencies("full scans alone", () -> kql(scan), 20);
        Thread writer = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.interrupted()) {
                append(rows, rows + 1000);
            }
        });
        latencies("full scans beside appends", () -> kql(scan), 20);
        writer.interrupt();
        writer.join();
    }

    private static void latencies(String name, Runnable work, int times) {
        double[] milliseconds = new double[times];
        for (int time = 0; time < times; time++) {
            long start = System.nanoTime();
            work.run();
            milliseconds[time] = seconds(start) * 1000;
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                "%-30s p50 %8.1f ms, p99 %8.1f ms%n",
                name, milliseconds[times / 2], milliseconds[Math.min(times - 1, times * 99 / 100)]);
    }

    private List<String> kql(String text) {
        BindingContext context = new BindingContext(store.catalog(), engine.functions(), NOW, Optional.empty());
        Relation relation =
                Binder.bind(KqlParser.parse(text), context).results().getFirst().relation();
        try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(NOW, QueryBudget.STANDARD))) {
            return SortedAnswer.of(cursor);
        }
    }

    private List<String> sql(String text) throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet found = statement.executeQuery(text)) {
            return SortedAnswer.of(found);
        }
    }
}
