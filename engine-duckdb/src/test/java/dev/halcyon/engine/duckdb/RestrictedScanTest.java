package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.storage.Extent;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see some rows of a table learns nothing of the others, sealed or not. */
class RestrictedScanTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("Time", ScalarType.DATETIME),
            new Column("Arrival", ScalarType.DATETIME),
            new Column("Owner", ScalarType.STRING),
            new Column("Length", ScalarType.LONG),
            new Column("Fields", ScalarType.DYNAMIC));
    private static final TableSchema SCHEMA = new TableSchema("Logs", COLUMNS, Set.of());
    private static final ExtentLayout LAYOUT = new ExtentLayout("Time", "Arrival", Set.of("Owner", "Fields"), 1, 10);
    private static final long TOO_LONG = 1_000_000_000L;

    private DuckDbEngine engine;

    /** The hidden rows come in the middle of groups and as groups of their own, with times and lengths of their own. */
    @BeforeEach
    void open() {
        engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (long time = 0; time < 100; time++) {
            boolean hidden = time % 7 == 3 || time >= 80;
            rows.add(
                    time,
                    time,
                    hidden ? "other" : "mine",
                    hidden ? TOO_LONG : time % 5,
                    "{\"word\":\"" + (hidden ? "secret" : "open") + "\"}");
        }
        engine.storage().transact(change -> {
            change.createTable(SCHEMA);
            return change.append("Logs", rows.build());
        });
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void seal() {
        engine.storage().transact(change -> {
            change.closeExtent("Logs");
            return true;
        });
        List<Long> extents = engine.storage().extents("Logs").stream()
                .filter(extent -> extent.state() == Extent.State.CLOSED)
                .map(Extent::id)
                .toList();
        assertThat(engine.storage().rewrite(new ExtentRewrite("Logs", extents, LAYOUT)))
                .isPositive();
    }

    private static TableScan scan(boolean restricted) {
        List<PlanColumn> columns = new ArrayList<>();
        COLUMNS.forEach(column -> columns.add(Plans.column(column.name(), column.type())));
        return new TableScan(
                SCHEMA,
                columns,
                restricted
                        ? Optional.of(Plans.call("==", ScalarType.BOOL, Plans.ref(columns.get(2)), Plans.lit("mine")))
                        : Optional.empty());
    }

    /** Fails on a row whose text would be too long: on every hidden one, and on no other. */
    private static Relation failing(TableScan scan) {
        ScalarExpression text = Plans.call(
                "strrep",
                ScalarType.STRING,
                Plans.lit("word"),
                Plans.ref(scan.columns().get(3)));
        return new Filter(
                scan, Plans.call(">=", ScalarType.BOOL, Plans.call("strlen", ScalarType.LONG, text), Plans.lit(0L)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFailsOnAHiddenRowDoesNotFail(boolean sealed) {
        if (sealed) {
            seal();
        }
        assertThatThrownBy(() -> Plans.rows(engine, failing(scan(false))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("longer than");
        assertThat(Plans.rows(engine, failing(scan(true)))).hasSize(69);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstRowsAreThoseThatMayBeSeen(boolean sealed) {
        if (sealed) {
            seal();
        }
        TableScan scan = scan(true);
        Sort sort = new Sort(scan, List.of(new SortKey(Plans.ref(scan.columns().getFirst()), true, false)));
        assertThat(Plans.rows(engine, new Limit(sort, 3, List.of())))
                .extracting(row -> row.getFirst())
                .containsExactly(79L, 78L, 77L);
    }

    @Test
    void whatIsKnownOfHiddenRowsIsNotUsed() {
        seal();
        TableScan open = scan(false);
        assertThat(explained(withWord(open, "nowhere"))).contains("0 of 10 row groups");
        // Neither a count of what was left out, nor another statement for a word that hidden rows have.
        String hidden = explained(withWord(scan(true), "secret"));
        String nowhere = explained(withWord(scan(true), "nowhere"));
        assertThat(hidden).doesNotContain("reads ").isEqualTo(nowhere.replace("nowhere", "secret"));
    }

    @Test
    void theDatabaseMovesNoConditionBelowTheBarrier() {
        TableScan scan = scan(true);
        Relation beyond = new Filter(
                scan, Plans.call(">", ScalarType.BOOL, Plans.ref(scan.columns().get(3)), Plans.lit(Long.MAX_VALUE)));
        String plan = engine.enginePlan(beyond, context());
        // By the greatest value of all rows it would know that there is no such row.
        assertThat(plan).doesNotContainIgnoringCase("empty result");
        int filter = plan.indexOf("9223372036854775807");
        assertThat(filter).as(plan).isPositive().isLessThan(plan.indexOf("mine"));
    }

    private static Relation withWord(TableScan scan, String word) {
        return new Filter(
                scan,
                Plans.call(
                        "has",
                        ScalarType.BOOL,
                        Plans.call(
                                "tostring",
                                ScalarType.STRING,
                                Plans.ref(scan.columns().get(4))),
                        Plans.lit(word)));
    }

    private String explained(Relation relation) {
        return engine.explain(relation, context());
    }

    private static ExecutionContext context() {
        return ExecutionContext.of(Plans.NOW, QueryBudget.STANDARD);
    }
}
