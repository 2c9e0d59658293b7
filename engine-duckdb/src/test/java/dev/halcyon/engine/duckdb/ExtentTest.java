package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.ExtentLayout;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extents are closed, sealed, merged, archived and dropped, and queries see every row once. */
class ExtentTest {

    private static final int GROUP_ROWS = 49;
    private static final String TABLE = "Logs";
    private static final List<Column> COLUMNS = List.of(
            new Column("Time", ScalarType.DATETIME),
            new Column("Arrival", ScalarType.DATETIME),
            new Column("Message", ScalarType.STRING),
            new Column("Fields", ScalarType.DYNAMIC));
    private static final TableSchema SCHEMA = new TableSchema(TABLE, COLUMNS, Set.of());
    private static final ExtentLayout LAYOUT =
            new ExtentLayout("Time", "Arrival", Set.of("Message", "Fields"), 1, GROUP_ROWS);

    @TempDir
    Path folder;

    private DuckDbEngine engine;

    @BeforeEach
    void open() {
        engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
        engine.storage().transact(change -> {
            change.createTable(SCHEMA);
            return true;
        });
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** Rows with the times of a range, in descending order; each has a token of its own. */
    private void append(int from, int to) {
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int time = to - 1; time >= from; time--) {
            rows.add((long) time, (long) (1000 + time), "request id" + time + " done", "{\"code\":\"c" + time + "\"}");
        }
        engine.storage().transact(change -> change.append(TABLE, rows.build()));
    }

    private void closeExtent() {
        engine.storage().transact(change -> {
            change.closeExtent(TABLE);
            return true;
        });
    }

    private List<Long> ids(State state) {
        return engine.storage().extents(TABLE).stream()
                .filter(extent -> extent.state() == state)
                .map(Extent::id)
                .toList();
    }

    private long seal(List<Long> extents) {
        return engine.storage().rewrite(new ExtentRewrite(TABLE, extents, LAYOUT));
    }

    private long remove(List<Long> extents, Relation kept) {
        return engine.storage()
                .rewrite(new ExtentRewrite(
                        TABLE,
                        extents,
                        LAYOUT,
                        Optional.of(schema -> kept),
                        (change, removed) -> change.putDocument("removed", "rows", Long.toString(removed))));
    }

    private static TableScan scan() {
        List<PlanColumn> columns = new ArrayList<>();
        COLUMNS.forEach(column -> columns.add(Plans.column(column.name(), column.type())));
        return new TableScan(SCHEMA, columns);
    }

    private static Relation where(String operator, int column, ScalarExpression value) {
        TableScan scan = scan();
        return new Filter(
                scan,
                Plans.call(operator, ScalarType.BOOL, Plans.ref(scan.columns().get(column)), value));
    }

    private List<Object> times(Relation relation) {
        return Plans.rows(engine, relation).stream()
                .<Object>map(row -> row.getFirst())
                .toList();
    }

    private String explained(Relation relation) {
        return engine.explain(relation, Plans.context()).lines().findFirst().orElseThrow();
    }

    @Test
    void rowsAreSeenOnceWhereverTheyLie() {
        append(0, 200);
        closeExtent();
        append(200, 300);
        assertThat(times(scan())).hasSize(300);
        assertThat(seal(ids(State.CLOSED))).isEqualTo(200);
        assertThat(times(scan())).hasSize(300).doesNotHaveDuplicates();
        append(300, 310);
        closeExtent();
        seal(ids(State.CLOSED));
        assertThat(ids(State.SEALED)).hasSize(2);
        seal(ids(State.SEALED));
        assertThat(ids(State.SEALED)).hasSize(1);
        assertThat(times(scan())).hasSize(310).doesNotHaveDuplicates();
        engine.close();
        engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
        assertThat(times(scan())).hasSize(310).doesNotHaveDuplicates();
        Extent sealed = engine.storage().extents(TABLE).stream()
                .filter(extent -> extent.state() == State.SEALED)
                .findFirst()
                .orElseThrow();
        assertThat(sealed.rows()).isEqualTo(310);
        assertThat(sealed.instants()).contains(new Extent.TickRange(0, 309));
        assertThat(sealed.arrivals()).contains(new Extent.TickRange(1000, 1309));
    }

    @Test
    void anEmptyExtentIsNotClosed() {
        closeExtent();
        assertThat(engine.storage().extents(TABLE)).hasSize(1);
    }

    @Test
    void aQueryReadsOnlyTheGroupsThatMayMatter() {
        append(0, 200);
        closeExtent();
        append(200, 400);
        closeExtent();
        List<Long> closed = ids(State.CLOSED);
        seal(List.of(closed.get(0)));
        seal(List.of(closed.get(1)));
        Relation needle = where("has", 2, Plans.lit("id123"));
        assertThat(times(needle)).containsExactly(123L);
        // The open extent is empty and has no groups; it is always read.
        assertThat(explained(needle)).startsWith("-- Logs: reads 2 of 3 extents, 1 of 10 row groups");
        Relation field = where("has", 3, Plans.lit("c377"));
        assertThat(times(field)).containsExactly(377L);
        assertThat(explained(field)).contains("1 of 10 row groups");
        Relation slice = where(">=", 0, Plans.literal(ScalarType.DATETIME, 390L));
        assertThat(times(slice)).hasSize(10);
        assertThat(explained(slice)).contains("2 of 10 row groups");
        Relation absent = where("==", 2, Plans.lit("request nowhere"));
        assertThat(times(absent)).isEmpty();
        assertThat(explained(absent)).contains("0 of 10 row groups");
    }

    @Test
    void groupsOfTheEnginesSizeBeginAtTheFirstRow() {
        int rows = ExtentLayout.ENGINE_GROUP_ROWS + 1000;
        append(0, rows);
        closeExtent();
        ExtentLayout layout = new ExtentLayout("Time", "Arrival", Set.of("Message"), 1, ExtentLayout.ENGINE_GROUP_ROWS);
        engine.storage().rewrite(new ExtentRewrite(TABLE, ids(State.CLOSED), layout));
        long border = ExtentLayout.ENGINE_GROUP_ROWS;
        for (long time : new long[] {0, border - 1, border, rows - 1}) {
            assertThat(times(where("has", 2, Plans.lit("id" + time)))).containsExactly(time);
            assertThat(times(where("==", 0, Plans.literal(ScalarType.DATETIME, time))))
                    .containsExactly(time);
        }
        assertThat(explained(where("has", 2, Plans.lit("id" + border)))).contains("1 of 2 row groups");
    }

    @Test
    void theNewestRowsComeFromTheLastGroups() {
        append(0, 200);
        closeExtent();
        seal(ids(State.CLOSED));
        TableScan scan = scan();
        Relation newest = new Limit(
                new Sort(scan, List.of(new SortKey(Plans.ref(scan.columns().getFirst()), true, false))), 60);
        assertThat(times(newest)).hasSize(60).first().isEqualTo(199L);
        assertThat(times(newest)).last().isEqualTo(140L);
        assertThat(explained(newest)).contains("3 of 5 row groups");
    }

    @Test
    void aColumnThatCameLaterIsMissingInOlderExtents() {
        append(0, 100);
        closeExtent();
        seal(ids(State.CLOSED));
        List<Column> wider = new ArrayList<>(COLUMNS);
        wider.add(new Column("message", ScalarType.STRING));
        wider.add(new Column("Count", ScalarType.LONG));
        engine.storage().transact(change -> {
            change.addColumns(TABLE, wider.subList(COLUMNS.size(), wider.size()));
            RowBlock row = RowBlock.builder(wider)
                    .add(100L, 1100L, "request id100 done", "{}", "small", 7L)
                    .build();
            return change.append(TABLE, row);
        });
        TableSchema schema = new TableSchema(TABLE, wider, Set.of());
        List<PlanColumn> columns = new ArrayList<>();
        wider.forEach(column -> columns.add(Plans.column(column.name(), column.type())));
        TableScan scan = new TableScan(schema, columns);
        assertThat(Plans.rows(engine, scan))
                .hasSize(101)
                .anySatisfy(row ->
                        assertThat(row).containsExactly(5L, 1005L, "request id5 done", "{\"code\":\"c5\"}", "", null));
        closeExtent();
        seal(List.of(ids(State.SEALED).getFirst(), ids(State.CLOSED).getFirst()));
        assertThat(Plans.rows(engine, scan))
                .hasSize(101)
                .anySatisfy(
                        row -> assertThat(row).containsExactly(100L, 1100L, "request id100 done", "{}", "small", 7L));
    }

    @Test
    void rowsThatAreNotKeptAreGoneForGood() {
        append(0, 100);
        closeExtent();
        Relation kept = where("!has", 2, Plans.lit("id42"));
        long left = remove(ids(State.CLOSED), kept);
        assertThat(left).isEqualTo(99);
        Optional<String> counted = engine.storage().transact(change -> change.document("removed", "rows"));
        assertThat(counted).contains("1");
        assertThat(times(scan())).hasSize(99).doesNotContain(42L);
        Relation none = where("has", 2, Plans.lit("absent"));
        assertThat(remove(ids(State.SEALED), none)).isZero();
        assertThat(times(scan())).isEmpty();
        assertThat(engine.storage().extents(TABLE)).hasSize(1);
    }

    @Test
    void archivedExtentsLeaveQueriesAndDroppedOnesLeaveTheDisk() {
        append(0, 100);
        closeExtent();
        seal(ids(State.CLOSED));
        append(100, 150);
        Set<Long> sealed = Set.copyOf(ids(State.SEALED));
        engine.storage().transact(change -> {
            change.archiveExtents(TABLE, sealed);
            return true;
        });
        assertThat(times(scan())).hasSize(50);
        assertThat(engine.storage().extents(TABLE)).hasSize(2);
        engine.storage().transact(change -> {
            change.dropExtents(TABLE, sealed);
            return true;
        });
        assertThat(engine.storage().extents(TABLE)).hasSize(1);
        assertThat(times(scan())).hasSize(50);
    }

    /** Otherwise the filters' share of nothing would be nothing. */
    @Test
    void theSizeOfTextsCountsWithoutAnIndexAndBesideAColumnWithoutValues() {
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int time = 0; time < 100; time++) {
            rows.add((long) time, (long) time, "0123456789", null);
        }
        engine.storage().transact(change -> change.append(TABLE, rows.build()));
        closeExtent();
        for (Set<String> indexed : List.of(Set.<String>of(), Set.of("Message", "Fields"))) {
            ExtentLayout layout = new ExtentLayout("Time", "Arrival", indexed, 1, GROUP_ROWS);
            List<Long> all = new ArrayList<>(ids(State.CLOSED));
            all.addAll(ids(State.SEALED));
            engine.storage().rewrite(new ExtentRewrite(TABLE, all, layout));
            assertThat(engine.storage().extents(TABLE)).anySatisfy(extent -> {
                assertThat(extent.state()).isEqualTo(State.SEALED);
                assertThat(extent.bytes()).isEqualTo(100 * (10 + 2 * 8));
            });
        }
        assertThat(explained(where("has", 2, Plans.lit("absent")))).contains(" 0 of 3 row groups");
    }

    /** Texts of which every token is another one. */
    @Test
    void tokenFiltersKeepToTheirShare() throws SQLException {
        append(0, 2000);
        closeExtent();
        for (double share : new double[] {0.01, 0.1, 0.5}) {
            List<Long> all = new ArrayList<>(ids(State.CLOSED));
            all.addAll(ids(State.SEALED));
            engine.storage()
                    .rewrite(new ExtentRewrite(
                            TABLE, all, new ExtentLayout("Time", "Arrival", Set.of("Message", "Fields"), share, 500)));
            Extent sealed = engine.storage().extents(TABLE).stream()
                    .filter(extent -> extent.state() == State.SEALED)
                    .findFirst()
                    .orElseThrow();
            long bytes = filterBytes(sealed.id());
            assertThat(bytes).isLessThanOrEqualTo((long) (sealed.bytes() * share));
            assertThat(bytes > 0).as("a filter of share " + share).isEqualTo(share > 0.01);
        }
    }

    /** Without the lengths that lead them. */
    private long filterBytes(long extent) throws SQLException {
        engine.close();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("workspace.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("SELECT coalesce(sum(octet_length(filter) - 8), 0)"
                        + " FROM internal.token_filters WHERE extent = " + extent)) {
            sum.next();
            return sum.getLong(1);
        } finally {
            engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
        }
    }

    @Test
    void anArchivedExtentStaysSoWhenItIsWrittenAnew() {
        append(0, 100);
        closeExtent();
        seal(ids(State.CLOSED));
        engine.storage().transact(change -> {
            change.archiveExtents(TABLE, Set.copyOf(ids(State.SEALED)));
            return true;
        });
        seal(ids(State.SEALED));
        assertThat(times(scan())).isEmpty();
        Relation kept = where("!has", 2, Plans.lit("id42"));
        assertThat(remove(ids(State.SEALED), kept)).isEqualTo(99);
        assertThat(times(scan())).isEmpty();
        engine.storage().transact(change -> {
            change.reviveExtents(TABLE, Set.copyOf(ids(State.SEALED)));
            return true;
        });
        assertThat(times(scan())).hasSize(99);
    }

    @Test
    void extentsThatAreGoneCannotBeRewritten() {
        append(0, 10);
        assertThatThrownBy(() -> seal(ids(State.OPEN)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("have changed");
        assertThat(times(scan())).hasSize(10);
    }

    @Test
    void queriesAndAppendsGoOnWhileExtentsAreMerged() throws Exception {
        int rounds = 30;
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int round = 0; round < rounds; round++) {
                append(round * 100, round * 100 + 100);
                closeExtent();
            }
        });
        int seen = 0;
        while (writer.isAlive() || !ids(State.CLOSED).isEmpty()) {
            List<Long> closed = ids(State.CLOSED);
            List<Long> sealed = ids(State.SEALED);
            if (!closed.isEmpty()) {
                List<Long> all = new ArrayList<>(closed);
                all.addAll(sealed);
                seal(all);
            }
            List<Object> times = times(scan());
            assertThat(times).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(seen);
            assertThat(times.size() % 100).isZero();
            seen = times.size();
        }
        assertThat(times(scan())).hasSize(rounds * 100);
    }
}
