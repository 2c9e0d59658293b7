package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.SortOrder;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TopNestedLevel;
import dev.halcyon.kql.syntax.TopNestedOperator;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code top-nested} (R125): at each level the rows of the groups kept so far are grouped once more and the best groups
 * within each parent stay; a level with {@code others} adds one row for what did not.
 */
final class TopNestedBinding {

    private final BindingSession session;
    private final Environment environment;

    TopNestedBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /**
     * A level.
     *
     * @param value the group's value, a column of the prepared input
     * @param result the name and type of the aggregate's column
     */
    private record Level(
            Assignment value,
            AggregateCall aggregate,
            PlanColumn result,
            OptionalLong count,
            Optional<Literal> others,
            boolean descending) {}

    /** Groups kept at a level: value and aggregate of each level down to it, in turn. */
    private record Kept(Relation relation, List<PlanColumn> columns) {}

    Rowset bind(Rowset input, TopNestedOperator operator) {
        NameAllocator names = new NameAllocator();
        List<Level> levels = new ArrayList<>();
        for (TopNestedLevel level : operator.levels()) {
            levels.add(level(input, level, names));
        }
        Relation rows = prepared(input, levels);
        List<PlanColumn> output = new ArrayList<>();
        for (Level level : levels) {
            output.add(session.ids()
                    .column(
                            level.value().target().name(),
                            level.value().target().type()));
            output.add(
                    session.ids().column(level.result().name(), level.result().type()));
        }
        List<Union.Branch> remainders = new ArrayList<>();
        @Nullable Kept kept = null;
        for (int depth = 0; depth < levels.size(); depth++) {
            Kept parents = kept;
            kept = keep(rows, levels, depth, parents);
            if (levels.get(depth).others().isPresent()) {
                remainders.add(remainder(rows, levels, depth, parents, kept));
            }
        }
        if (kept == null) {
            throw session.error(SemanticError.WRONG_SHAPE, operator.span(), "'top-nested' operator: no level is given");
        }
        List<Union.Branch> branches = new ArrayList<>();
        Materialized best = use(kept);
        branches.add(new Union.Branch(best, references(best.columns())));
        branches.addAll(remainders);
        return Rowset.of(new Union(output, branches));
    }

    /** The kept groups once more, under identities of their own. */
    private Materialized use(Kept kept) {
        return new Materialized(kept.relation(), Relations.fresh(kept.columns(), session.ids()));
    }

    private static List<ScalarExpression> references(List<PlanColumn> columns) {
        return columns.stream().<ScalarExpression>map(ColumnReference::new).toList();
    }

    private Level level(Rowset input, TopNestedLevel level, NameAllocator names) {
        Assignment bound =
                new SummarizeBinding.GroupKeys(session, environment).bind(input, level.column(), names, "top-nested");
        Assignment value = new Assignment(
                session.ids().column(bound.target().name(), bound.target().type()), bound.expression());
        SyntaxExpression aggregate =
                level.aggregate() instanceof NamedExpression named ? named.value() : level.aggregate();
        AggregateBinder aggregates = new AggregateBinder(session, environment, input, "top-nested");
        if (!(aggregate instanceof FunctionCall call) || !aggregates.isAggregate(call)) {
            throw session.error(
                    SemanticError.AGGREGATE_PLACE,
                    level.aggregate().span(),
                    "'top-nested' operator: a level is ordered by one aggregate, such as sum(x) or count()");
        }
        AggregateCall ordering = aggregates.single(
                session.catalogue().get(FunctionKind.AGGREGATE, call.function().text()), call);
        String name = NamedValues.name(level.aggregate())
                .map(names::allocate)
                .orElseGet(() -> names.allocate("aggregated_" + value.target().name()));
        OptionalLong count = level.count() == null
                ? OptionalLong.empty()
                : OptionalLong.of(OperatorBinding.RowCounts.bind(session, environment, level.count(), "top-nested"));
        return new Level(
                value,
                ordering,
                session.ids().column(name, ordering.type()),
                count,
                others(level, value.target().type()),
                level.order() == null || level.order() == SortOrder.DESCENDING);
    }

    private Optional<Literal> others(TopNestedLevel level, ScalarType type) {
        SyntaxExpression others = level.others();
        if (others == null) {
            return Optional.empty();
        }
        ScalarBinder constants = new ScalarBinder(session, environment, RowScope.empty("top-nested"));
        ScalarExpression value = constants.bind(others);
        if (value.type() != type) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    others.span(),
                    "'top-nested' operator: others is a %s, the column is a %s".formatted(value.type(), type),
                    "Convert the column, for example with tostring()");
        }
        return Optional.of(constants.bindConstant(others, type, "others of top-nested"));
    }

    /** The values of all levels and what their aggregates read; computed once. */
    private static Relation prepared(Rowset input, List<Level> levels) {
        List<Assignment> assignments = new ArrayList<>();
        Set<PlanColumn> read = new LinkedHashSet<>();
        for (Level level : levels) {
            assignments.add(level.value());
            level.aggregate().arguments().forEach(argument -> PlanExpressions.collectColumns(argument, read));
        }
        assignments.addAll(Relations.passThrough(List.copyOf(read)));
        return new Project(input.relation(), assignments);
    }

    /** Rows of the prepared input under identities of their own, reduced to the kept parents and with their columns. */
    private record Rows(Relation relation, Map<PlanColumn, PlanColumn> columns, List<PlanColumn> parents) {
        ColumnReference value(Level level) {
            return new ColumnReference(
                    columns.getOrDefault(level.value().target(), level.value().target()));
        }
    }

    private Rows rows(Relation prepared, List<Level> levels, int depth, @Nullable Kept parents) {
        List<PlanColumn> own = Relations.fresh(prepared.columns(), session.ids());
        Map<PlanColumn, PlanColumn> columns = new HashMap<>();
        for (int index = 0; index < own.size(); index++) {
            columns.put(prepared.columns().get(index), own.get(index));
        }
        Relation all = new Materialized(prepared, own);
        if (parents == null) {
            return new Rows(all, columns, List.of());
        }
        Materialized right = use(parents);
        List<PlanColumn> parentColumns = right.columns();
        List<Join.KeyPair> keys = new ArrayList<>();
        Rows plain = new Rows(all, columns, List.of());
        for (int level = 0; level < depth; level++) {
            keys.add(new Join.KeyPair(
                    plain.value(levels.get(level)), new ColumnReference(parentColumns.get(2 * level))));
        }
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(own));
        assignments.addAll(Relations.passThrough(parentColumns));
        return new Rows(new Join(JoinKind.INNER, all, right, keys, assignments), columns, parentColumns);
    }

    private AggregateCall over(Rows rows, AggregateCall call) {
        return new AggregateCall(
                call.function(),
                call.arguments().stream()
                        .map(argument -> PlanExpressions.withColumns(argument, rows.columns()))
                        .toList(),
                call.type());
    }

    private Kept keep(Relation prepared, List<Level> levels, int depth, @Nullable Kept parents) {
        Level level = levels.get(depth);
        Rows rows = rows(prepared, levels, depth, parents);
        List<Assignment> keys = new ArrayList<>(Relations.passThrough(rows.parents()));
        PlanColumn value = session.ids()
                .column(level.value().target().name(), level.value().target().type());
        keys.add(new Assignment(value, rows.value(level)));
        PlanColumn result =
                session.ids().column(level.result().name(), level.result().type());
        Relation groups = new Aggregate(
                rows.relation(),
                keys,
                List.of(new AggregateAssignment(List.of(result), over(rows, level.aggregate()))));
        if (level.count().isPresent()) {
            SortKey order = new SortKey(new ColumnReference(result), level.descending(), !level.descending());
            List<ScalarExpression> parent = new ArrayList<>();
            for (int index = 0; index < rows.parents().size(); index += 2) {
                parent.add(new ColumnReference(rows.parents().get(index)));
            }
            groups = new Limit(new Sort(groups, List.of(order)), level.count().getAsLong(), parent);
        }
        return new Kept(groups, groups.columns());
    }

    /** One row for each parent with the aggregates over the rows whose value was not kept. */
    private Union.Branch remainder(
            Relation prepared, List<Level> levels, int depth, @Nullable Kept parents, Kept kept) {
        Rows rows = rows(prepared, levels, depth, parents);
        Materialized right = use(kept);
        List<PlanColumn> keptColumns = right.columns();
        List<Join.KeyPair> keys = new ArrayList<>();
        for (int level = 0; level <= depth; level++) {
            keys.add(new Join.KeyPair(rows.value(levels.get(level)), new ColumnReference(keptColumns.get(2 * level))));
        }
        Relation rest = new Join(
                JoinKind.LEFT_ANTI,
                rows.relation(),
                right,
                keys,
                Relations.passThrough(rows.relation().columns()));
        List<AggregateAssignment> aggregates = new ArrayList<>();
        List<ScalarExpression> values = new ArrayList<>(references(rows.parents()));
        for (int index = depth; index < levels.size(); index++) {
            Level level = levels.get(index);
            PlanColumn value = level.value().target();
            values.add(level.others().orElseGet(() -> Literal.missing(value.type())));
            if (level.others().isPresent()) {
                PlanColumn result = session.ids()
                        .column(level.result().name(), level.result().type());
                aggregates.add(new AggregateAssignment(List.of(result), over(rows, level.aggregate())));
                values.add(new ColumnReference(result));
            } else {
                values.add(Literal.missing(level.result().type()));
            }
        }
        PlanColumn count = session.ids().column("count_", ScalarType.LONG);
        aggregates.add(new AggregateAssignment(
                List.of(count),
                new AggregateCall(
                        session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG)));
        Relation groups = new Aggregate(rest, Relations.passThrough(rows.parents()), aggregates);
        // Without parents there is a row even when nothing is left (R85).
        Relation present = new Filter(
                groups,
                new Call(
                        session.catalogue().get(FunctionKind.OPERATOR, ">"),
                        List.of(new ColumnReference(count), Literal.ofLong(0)),
                        ScalarType.BOOL));
        return new Union.Branch(present, values);
    }
}
