package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries end when they must and reach nothing they should not. */
class EngineExecutionTest {

    private static final DuckDbEngine ENGINE = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void aDeadlineEndsAQuery() {
        assertThatThrownBy(() -> drain(endless(), budget(Duration.ofMillis(300), Long.MAX_VALUE, Long.MAX_VALUE)))
                .isInstanceOf(EngineException.class)
                .hasMessage("The query did not finish within 0.3 seconds")
                .extracting(error -> ((EngineException) error).kind())
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void cancellingEndsAStreamedQuery() throws Exception {
        RowCursor cursor = ENGINE.execute(range(10_000_000_000L), Plans.context());
        try (cursor) {
            assertThat(cursor.next()).isTrue();
            CompletableFuture.runAsync(cursor::cancel).get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> {
                        while (cursor.next()) {
                            assertThat(cursor.isNull(0)).isFalse();
                        }
                    })
                    .isInstanceOf(EngineException.class)
                    .hasMessage("The query was cancelled");
        }
    }

    @Test
    void aResultIsCutAtItsRowLimit() {
        try (RowCursor cursor =
                ENGINE.execute(range(10_000_000_000L), budget(Duration.ofMinutes(1), 10, Long.MAX_VALUE))) {
            int count = 0;
            while (cursor.next()) {
                count++;
            }
            assertThat(count).isEqualTo(10);
            assertThat(cursor.partialFailure().orElseThrow().code()).isEqualTo("E_QUERY_RESULT_SET_TOO_LARGE");
            assertThat(cursor.partialFailure().orElseThrow().message())
                    .isEqualTo("The results of this query exceed the set limit of 10 records"
                            + " (E_QUERY_RESULT_SET_TOO_LARGE)");
        }
    }

    @Test
    void aResultIsCutAtItsByteLimit() {
        try (RowCursor cursor = ENGINE.execute(range(1_000_000), budget(Duration.ofMinutes(1), Long.MAX_VALUE, 5))) {
            int count = 0;
            while (cursor.next()) {
                count++;
            }
            assertThat(count).isEqualTo(5);
            assertThat(cursor.partialFailure().orElseThrow().message()).contains("5 bytes");
        }
    }

    @Test
    void aResultOfTheLimitsSizeIsWhole() {
        try (RowCursor cursor = ENGINE.execute(range(10), budget(Duration.ofMinutes(1), 10, Long.MAX_VALUE))) {
            while (cursor.next()) {
                assertThat(cursor.getLong(0)).isPositive();
            }
            assertThat(cursor.partialFailure()).isEmpty();
            assertThat(cursor.statistics().rowsReturned()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/hostname')",
                "ATTACH '/tmp/other.duckdb' AS other",
                "COPY (SELECT 1) TO '/tmp/out.csv'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET threads = 1"
            })
    void theDatabaseIsClosed(String sql, @TempDir Path data) throws SQLException {
        DataFolder folder = DataFolder.open(data);
        try (folder;
                DuckDBConnection connection = DuckDbInstance.open(Optional.of(folder), DuckDbOptions.STANDARD);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aSortLargerThanMemorySpills(@TempDir Path data) {
        DuckDbOptions small = new DuckDbOptions(Optional.of("200MB"), 1, 512L << 20);
        try (DuckDbEngine engine = DuckDbEngine.open(data, small)) {
            PlanColumn x = Plans.column("x", ScalarType.LONG);
            RangeTable numbers = new RangeTable(x, Plans.lit(1), Plans.lit(5_000_000), Plans.lit(1));
            PlanColumn text = Plans.column("t", ScalarType.STRING);
            Relation wide = new dev.halcyon.kql.plan.Project(
                    numbers,
                    List.of(Plans.assign(
                            text,
                            Plans.call(
                                    "strcat",
                                    ScalarType.STRING,
                                    Plans.lit("a text long enough not to be inlined in its vector "),
                                    Plans.call("tostring", ScalarType.STRING, Plans.ref(x))))));
            Relation sorted = new dev.halcyon.kql.plan.Sort(
                    wide, List.of(new dev.halcyon.kql.plan.SortKey(Plans.ref(text), true, false)));
            try (RowCursor cursor = engine.execute(sorted, Plans.context())) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.getString(0)).endsWith(" 999999");
            }
        }
    }

    @Test
    void readersGoOnDuringAnAppend(@TempDir Path data) throws Exception {
        TableSchema schema = TableSchema.of("T", new Column("x", ScalarType.LONG));
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD)) {
            engine.storage().transact(change -> {
                change.createTable(schema);
                return 0;
            });
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int batch = 0; batch < 50; batch++) {
                    engine.storage().transact(change -> change.append("T", block(schema, 100)));
                }
            });
            long last = 0;
            do {
                long count = count(engine, schema);
                assertThat(count).isGreaterThanOrEqualTo(last);
                assertThat(count % 100).isZero();
                last = count;
            } while (!writing.isDone());
            writing.get(1, TimeUnit.MINUTES);
            assertThat(count(engine, schema)).isEqualTo(5_000);
        }
    }

    private static long count(DuckDbEngine engine, TableSchema schema) {
        PlanColumn x = Plans.column("x", ScalarType.LONG);
        PlanColumn count = Plans.column("Count", ScalarType.LONG);
        Relation plan =
                new Aggregate(new TableScan(schema, List.of(x)), List.of(), List.of(Plans.aggregate(count, "count")));
        Object cell = Plans.rows(engine, plan).getFirst().getFirst();
        return cell instanceof Long number ? number : -1;
    }

    private static RowBlock block(TableSchema schema, int rows) {
        var builder = RowBlock.builder(schema.columns());
        for (long row = 0; row < rows; row++) {
            builder.add(row);
        }
        return builder.build();
    }

    private static void drain(Relation relation, ExecutionContext context) {
        try (RowCursor cursor = ENGINE.execute(relation, context)) {
            while (cursor.next()) {
                assertThat(cursor.isNull(0)).isFalse();
            }
        }
    }

    private static Relation range(long to) {
        return new RangeTable(Plans.column("x", ScalarType.LONG), Plans.lit(1), Plans.lit(to), Plans.lit(1));
    }

    /** Counts what takes minutes to count. */
    private static Relation endless() {
        PlanColumn x = Plans.column("x", ScalarType.LONG);
        RangeTable numbers = new RangeTable(x, Plans.lit(1), Plans.lit(100_000_000_000L), Plans.lit(1));
        Filter odd = new Filter(
                numbers,
                Plans.call(
                        "==",
                        ScalarType.BOOL,
                        Plans.call("%", ScalarType.LONG, Plans.ref(x), Plans.lit(7)),
                        Plans.lit(3)));
        return new Aggregate(odd, List.of(), List.of(Plans.aggregate(Plans.column("n", ScalarType.LONG), "count")));
    }

    private static ExecutionContext budget(Duration time, long rows, long bytes) {
        return ExecutionContext.of(Plans.NOW, new QueryBudget(time, rows, bytes));
    }
}
