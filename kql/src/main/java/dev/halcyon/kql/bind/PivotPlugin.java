package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code pivot(column, aggregate, key…)}: a row for each combination of the keys, a column for each value of the pivot
 * column, in the order of the values (R129).
 */
final class PivotPlugin implements Plugin {

    private static final int MAXIMUM_VALUES = 2000;

    /** The form of each allowed aggregate that looks at some rows only. */
    private static final Map<String, String> CONDITIONAL = Map.ofEntries(
            Map.entry("count", "countif"),
            Map.entry("sum", "sumif"),
            Map.entry("min", "minif"),
            Map.entry("max", "maxif"),
            Map.entry("avg", "avgif"),
            Map.entry("dcount", "dcountif"),
            Map.entry("stdev", "stdevif"),
            Map.entry("variance", "varianceif"),
            Map.entry("take_any", "take_anyif"),
            Map.entry("any", "take_anyif"),
            Map.entry("make_list", "make_list_if"),
            Map.entry("make_set", "make_set_if"),
            Map.entry("make_bag", "make_bag_if"));

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(Integer.MAX_VALUE, "pivotColumn", "aggregateFunction");
        PlanColumn pivot = call.column(call.required(0, "pivotColumn"));
        if (pivot.type() == ScalarType.DYNAMIC) {
            throw call.error(SemanticError.ARGUMENT_TYPE, "cannot rotate a dynamic column; convert it with tostring()");
        }
        List<SyntaxExpression> positional = call.positional();
        Optional<SyntaxExpression> second = call.argument(1, "aggregateFunction");
        AggregateCall aggregate = second.filter(FunctionCall.class::isInstance)
                .map(expression -> aggregate(call, (FunctionCall) expression))
                .orElseGet(() -> count(call));
        boolean aggregated = second.filter(FunctionCall.class::isInstance).isPresent();
        List<PlanColumn> keys = positional.size() > (aggregated ? 2 : 1)
                ? call.dimensions(aggregated ? 2 : 1)
                : otherColumns(call, pivot, aggregate);
        for (PlanColumn key : keys) {
            if (key.type() == ScalarType.DYNAMIC) {
                throw call.error(
                        SemanticError.INVALID_KEY,
                        "cannot group by the dynamic column '%s'; project it away or convert it with tostring()"
                                .formatted(key.name()));
            }
        }
        return rotate(call, pivot, aggregate, keys);
    }

    private static AggregateCall aggregate(PluginCall call, FunctionCall function) {
        AggregateBinder binder = new AggregateBinder(call.session(), call.environment(), call.input(), "pivot");
        String name = function.function().text();
        if (!binder.isAggregate(function)) {
            throw call.error(SemanticError.AGGREGATE_PLACE, "needs an aggregate, '%s' is none".formatted(name));
        }
        AggregateCall bound = binder.single(call.session().catalogue().get(FunctionKind.AGGREGATE, name), function);
        if (!CONDITIONAL.containsKey(bound.function().name())) {
            throw call.unsupported(
                    "aggregate " + name + "()", "Use " + String.join(", ", new TreeSet<>(CONDITIONAL.keySet())));
        }
        return bound;
    }

    private static AggregateCall count(PluginCall call) {
        return new AggregateCall(
                call.session().catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
    }

    /** All columns but the pivot column and those that the aggregate reads. */
    private static List<PlanColumn> otherColumns(PluginCall call, PlanColumn pivot, AggregateCall aggregate) {
        Set<Integer> read = new HashSet<>();
        read.add(pivot.id());
        aggregate.arguments().forEach(argument -> addColumns(argument, read));
        return call.input().visibleColumns().stream()
                .filter(column -> !read.contains(column.id()))
                .toList();
    }

    private static void addColumns(ScalarExpression expression, Set<Integer> columns) {
        if (expression instanceof ColumnReference reference) {
            columns.add(reference.column().id());
        }
        expression.operands().forEach(operand -> addColumns(operand, columns));
    }

    private Rowset rotate(PluginCall call, PlanColumn pivot, AggregateCall aggregate, List<PlanColumn> keys) {
        BindingSession session = call.session();
        ScalarExpression text = pivot.type() == ScalarType.STRING
                ? new ColumnReference(pivot)
                : new Call(
                        session.catalogue().get(FunctionKind.SCALAR, "tostring"),
                        List.of(new ColumnReference(pivot)),
                        ScalarType.STRING);
        Optional<List<Column>> schema = call.schema();
        List<String> values;
        boolean open = false;
        if (schema.isPresent()) {
            Set<String> keyNames = new HashSet<>();
            keys.forEach(key -> keyNames.add(key.name()));
            values = schema.get().stream()
                    .map(Column::name)
                    .filter(name -> !keyNames.contains(name))
                    .toList();
        } else {
            Optional<List<String>> found = values(call, text);
            open = found.isEmpty();
            values = found.orElse(List.of());
        }
        NameAllocator names = new NameAllocator();
        List<Assignment> groups = new ArrayList<>();
        for (PlanColumn key : keys) {
            names.reserve(key.name());
            groups.add(new Assignment(key, new ColumnReference(key)));
        }
        List<AggregateAssignment> aggregates = new ArrayList<>();
        for (String value : values) {
            String name = value.isEmpty() ? names.allocateGenerated() : names.allocate(value);
            aggregates.add(new AggregateAssignment(
                    List.of(session.ids().column(name, aggregate.type())), where(session, aggregate, text, value)));
        }
        Relation rows = new Aggregate(call.input().relation(), groups, aggregates);
        Rowset pivoted = Rowset.of(schema.isPresent() ? typed(session, rows, schema.get()) : rows);
        return open ? call.open(pivoted) : pivoted;
    }

    private static Optional<List<String>> values(PluginCall call, ScalarExpression text) {
        PlanColumn value = call.session().ids().column("value", ScalarType.STRING);
        Relation distinct = new Aggregate(call.input().relation(), List.of(new Assignment(value, text)), List.of());
        return call.probe(() -> distinct, MAXIMUM_VALUES + 1).map(rows -> {
            if (rows.size() > MAXIMUM_VALUES) {
                throw call.error(
                        SemanticError.INVALID_VALUE,
                        "finds more than %d values; summarize them first".formatted(MAXIMUM_VALUES));
            }
            Set<String> sorted = new TreeSet<>();
            rows.forEach(row -> sorted.add(String.valueOf(row.getFirst().value())));
            return List.copyOf(sorted);
        });
    }

    /** The aggregate over the rows of one value. */
    private static AggregateCall where(
            BindingSession session, AggregateCall aggregate, ScalarExpression text, String value) {
        ScalarExpression condition = new Call(
                session.catalogue().get(FunctionKind.OPERATOR, "=="),
                List.of(text, Literal.ofString(value)),
                ScalarType.BOOL);
        String name = String.valueOf(CONDITIONAL.get(aggregate.function().name()));
        List<ScalarExpression> arguments = new ArrayList<>(aggregate.arguments());
        arguments.add(Math.min(1, arguments.size()), condition);
        return new AggregateCall(session.catalogue().get(FunctionKind.AGGREGATE, name), arguments, aggregate.type());
    }

    /** The columns that the schema asks for, in its types. */
    private static Relation typed(BindingSession session, Relation rows, List<Column> schema) {
        List<Assignment> assignments = new ArrayList<>();
        for (PlanColumn column : rows.columns()) {
            ScalarType type = schema.stream()
                    .filter(asked -> asked.name().equals(column.name()))
                    .map(Column::type)
                    .findFirst()
                    .orElse(column.type());
            PlanColumn target = type == column.type() ? column : session.ids().column(column.name(), type);
            assignments.add(new Assignment(target, ConstantFolder.convert(new ColumnReference(column), type)));
        }
        return new Project(rows, assignments);
    }
}
