package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.lower.WindowLowerings.Rows;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes window functions (R106 to R110) over the rows of a block in its order. SQL has no window function inside
 * another one, so the calls are computed from the inside to the outside, each level in a block of its own; a call
 * becomes a column, and the expressions around it read that.
 */
final class WindowStages {

    /** Its value depends on the session before, which no window of SQL can say. */
    static final String SESSION = "row_window_session";

    private static final PlanColumn ROW = new PlanColumn(-1, "#row", ScalarType.LONG);

    private final PlanLowering plan;
    private final List<PlanColumn> original;
    private final Map<Call, PlanColumn> values = new LinkedHashMap<>();
    private QueryBlock block;
    private boolean numbered;
    private int helpers = 1;

    WindowStages(QueryBlock input, PlanLowering plan) {
        this.plan = plan;
        this.original = input.columns();
        this.block = input;
    }

    /** The expressions with every window function replaced by a column of {@link #block}. */
    List<ScalarExpression> replace(List<ScalarExpression> expressions) {
        List<ScalarExpression> current = expressions;
        while (current.stream().anyMatch(References::hasWindow)) {
            Set<Call> innermost = new LinkedHashSet<>();
            current.forEach(expression -> References.innermostWindows(expression, innermost));
            if (!numbered && sortsAlong() && innermost.stream().allMatch(WindowStages::runsOverAllRows)) {
                computeSorted(innermost);
            } else {
                number();
                compute(innermost);
            }
            current = current.stream().map(this::withValues).toList();
        }
        number();
        return current;
    }

    /** Numbers the rows of the block in its order. */
    private void number() {
        if (numbered) {
            return;
        }
        QueryBlock ordered = plan.nest(block);
        List<Output> outputs = new ArrayList<>(ordered.outputs());
        SqlExpression number = new Rows(List.of(), List.of(), Optional.empty()).window("row_number");
        outputs.add(new Output(ROW, number));
        block = plan.nest(ordered.withWindows(outputs, List.of()));
        numbered = true;
    }

    /** True when windows can sort the rows themselves, which saves sorting them before and numbering them. */
    private boolean sortsAlong() {
        return !block.order().isEmpty()
                && block.limit().isEmpty()
                && !block.windowed()
                && !block.grouped()
                // SQL makes rows of a list after it has computed windows.
                && block.outputs().stream().allMatch(Output::isTrivial);
    }

    private static boolean runsOverAllRows(Call call) {
        return call.partition().isEmpty()
                && WindowLowerings.restart(call).isEmpty()
                && !WindowLowerings.ranks(call)
                && !call.function().name().equals(SESSION);
    }

    /**
     * Computes calls over the block's own order. Windows of the same order are computed over the rows sorted once, so that
     * rows with equal keys have one order in all of them, and in the number of the row.
     */
    private void computeSorted(Set<Call> calls) {
        Rows rows = new Rows(List.of(), block.order(), Optional.empty());
        List<Output> outputs = new ArrayList<>(block.outputs());
        outputs.add(new Output(ROW, rows.window("row_number")));
        for (Call call : calls) {
            PlanColumn column = result(call);
            outputs.add(new Output(column, WindowLowerings.lower(call, expressions(), rows)));
            values.put(call, column);
        }
        block = block.withWindows(outputs, List.of());
        numbered = true;
    }

    /** The rows with the values of the calls. */
    QueryBlock block() {
        return block;
    }

    /** The block whose {@code WHERE} clause may read the values. */
    QueryBlock plainBlock() {
        nestWindows();
        return block;
    }

    /** The order of the input's rows, over {@link #block}. */
    List<SqlOrder> order() {
        return List.of(new SqlOrder(block.expression(ROW), false, false));
    }

    /** The columns that were there before. */
    List<Output> originalOutputs() {
        return original.stream().map(block::output).toList();
    }

    private ScalarExpression withValues(ScalarExpression expression) {
        return References.replaceCalls(
                expression, call -> Optional.ofNullable(values.get(call)).map(ColumnReference::new));
    }

    private void compute(Set<Call> calls) {
        Map<Run, PlanColumn> runs = new LinkedHashMap<>();
        for (Call call : calls) {
            run(call).ifPresent(run -> runs.computeIfAbsent(run, each -> helper("#run")));
        }
        add(
                runs,
                run -> WindowLowerings.runNumber(
                        expressions().predicate(run.flag()),
                        new Rows(values(run.partition()), order(), Optional.empty())));
        Map<Call, PlanColumn> starts = new LinkedHashMap<>();
        calls.stream().filter(WindowLowerings::ranks).forEach(call -> starts.put(call, helper("#start")));
        add(
                starts,
                call -> WindowLowerings.rankStart(
                        expressions().value(call.arguments().getFirst()), rows(call, runs, starts, false)));
        Map<Call, PlanColumn> results = new LinkedHashMap<>();
        for (Call call : calls) {
            if (call.function().name().equals(SESSION)) {
                addSession(call);
            } else {
                results.put(call, result(call));
            }
        }
        add(results, call -> WindowLowerings.lower(call, expressions(), rows(call, runs, starts, true)));
        values.putAll(results);
    }

    /** Rows from one restart to the next, within one partition. */
    private record Run(ScalarExpression flag, List<ScalarExpression> partition) {}

    private static Optional<Run> run(Call call) {
        return WindowLowerings.restart(call).map(flag -> new Run(flag, call.partition()));
    }

    private List<SqlExpression> values(List<ScalarExpression> expressions) {
        ExpressionLowering lowering = expressions();
        return expressions.stream().map(lowering::value).toList();
    }

    private Rows rows(Call call, Map<Run, PlanColumn> runs, Map<Call, PlanColumn> starts, boolean withStart) {
        List<SqlExpression> partition = new ArrayList<>(values(call.partition()));
        run(call).map(runs::get).map(block::expression).ifPresent(partition::add);
        Optional<SqlExpression> start =
                withStart ? Optional.ofNullable(starts.get(call)).map(block::expression) : Optional.empty();
        return new Rows(partition, order(), start);
    }

    private PlanColumn result(Call call) {
        return helper("#" + call.function().name(), call.type());
    }

    private PlanColumn helper(String name) {
        return helper(name, ScalarType.LONG);
    }

    private PlanColumn helper(String name, ScalarType type) {
        helpers++;
        return new PlanColumn(-helpers, name, type);
    }

    private ExpressionLowering expressions() {
        return plan.expressions(block);
    }

    private <K> void add(Map<K, PlanColumn> columns, java.util.function.Function<K, SqlExpression> value) {
        if (columns.isEmpty()) {
            return;
        }
        nestWindows();
        List<Output> outputs = new ArrayList<>(block.outputs());
        columns.forEach((key, column) -> outputs.add(new Output(column, value.apply(key))));
        block = block.withWindows(outputs, List.of());
    }

    private void nestWindows() {
        if (!block.isPlain()) {
            block = plan.nest(block);
        }
    }

    /**
     * R110: all rows become one list, a function finds the sessions in the list of their instants, and both lists become
     * rows again.
     */
    private void addSession(Call call) {
        nestWindows();
        ExpressionLowering lowering = expressions();
        List<Output> before = block.outputs();
        ScalarArguments arguments = new ScalarArguments(call, lowering);
        PlanColumn rowsColumn = helper("#rows", ScalarType.DYNAMIC);
        PlanColumn startsColumn = helper("#sessions", ScalarType.DYNAMIC);
        PlanColumn session = result(call);
        SqlExpression row =
                Sql.function("row", before.stream().map(Output::expression).toList());
        SqlExpression instants = ordered(Sql.coalesce(Sql.cast(arguments.value(0), SqlType.VARCHAR), Sql.text("null")));
        SqlExpression restarts = arguments.count() > 3
                ? ordered(Sql.when(arguments.predicate(3), Sql.text("1"), Sql.text("0")))
                : Sql.NULL;
        SqlExpression starts = Sql.function(
                "kql_session_starts",
                Sql.function("kql_join_json", instants),
                restarts.equals(Sql.NULL)
                        ? Sql.text("")
                        : Sql.coalesce(Sql.function("array_to_string", restarts, Sql.EMPTY), Sql.EMPTY),
                Sql.aggregate("first", arguments.value(1)),
                Sql.aggregate("first", arguments.value(2)));
        QueryBlock lists = plan.nest(block.withGroups(
                List.of(
                        new Output(rowsColumn, ordered(row)),
                        new Output(startsColumn, Sql.function("kql_long_list", starts))),
                values(call.partition())));
        QueryBlock unnested = plan.nest(lists.withOutputs(List.of(
                new Output(rowsColumn, Sql.function(SqlRelation.ROWS_OF_LIST, lists.expression(rowsColumn))),
                new Output(session, Sql.function(SqlRelation.ROWS_OF_LIST, lists.expression(startsColumn))))));
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < before.size(); index++) {
            outputs.add(new Output(
                    before.get(index).column(),
                    Sql.function("struct_extract", unnested.expression(rowsColumn), Sql.constant(index + 1))));
        }
        outputs.add(unnested.output(session));
        block = plan.nest(unnested.withOutputs(outputs));
        values.put(call, session);
    }

    private SqlExpression ordered(SqlExpression element) {
        return new SqlExpression.AggregateFunction("list", List.of(element), false, order(), Optional.empty());
    }
}
