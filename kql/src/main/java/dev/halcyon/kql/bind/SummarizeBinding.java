package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.CountOperator;
import dev.halcyon.kql.syntax.DistinctOperator;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SummarizeOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code summarize}, {@code distinct}, {@code count} (section 9 of the language rules). */
final class SummarizeBinding {

    private final BindingSession session;
    private final Environment environment;

    SummarizeBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, CountOperator count) {
        OtherParameters.check(session, "count", count.parameters());
        String name = count.name() == null ? "Count" : count.name().text();
        AggregateCall call =
                new AggregateCall(session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
        PlanColumn column = session.ids().column(name, ScalarType.LONG);
        return Rowset.of(
                new Aggregate(input.relation(), List.of(), List.of(new AggregateAssignment(List.of(column), call))));
    }

    Rowset bind(Rowset input, DistinctOperator distinct) {
        OtherParameters.check(session, "distinct", distinct.parameters());
        NameAllocator names = new NameAllocator();
        List<Assignment> keys = new ArrayList<>();
        for (SyntaxExpression expression : distinct.columns()) {
            if (expression instanceof StarExpression) {
                for (PlanColumn column : input.visibleColumns()) {
                    names.reserve(column.name());
                    keys.add(new Assignment(column, new ColumnReference(column)));
                }
            } else {
                keys.add(key(input, expression, names, "distinct"));
            }
        }
        return Rowset.of(new Aggregate(input.relation(), keys, List.of()));
    }

    Rowset bind(Rowset input, SummarizeOperator summarize) {
        OtherParameters.check(session, "summarize", summarize.parameters());
        NameAllocator names = new NameAllocator();
        List<Assignment> keys = new ArrayList<>();
        for (SyntaxExpression expression : keys(summarize)) {
            keys.add(key(input, expression, names, "summarize"));
        }
        AggregateBinder aggregates = new AggregateBinder(session, environment, input, "summarize");
        List<PlanColumn> groupColumns = keys.stream().map(Assignment::target).toList();
        // Results in written order: columns of an aggregate, or an expression over aggregates computed afterwards.
        List<Assignment> results = new ArrayList<>(Relations.passThrough(groupColumns));
        for (SyntaxExpression expression : summarize.aggregates()) {
            NamedValues.name(expression).ifPresent(names::reserve);
        }
        for (SyntaxExpression expression : summarize.aggregates()) {
            bindAggregate(expression, names, aggregates, groupColumns, results);
        }
        Relation relation = new Aggregate(input.relation(), keys, aggregates.assignments());
        boolean direct = results.stream().allMatch(Assignment::isPassThrough)
                && results.stream().map(Assignment::target).toList().equals(relation.columns());
        return Rowset.of(direct ? relation : new Project(relation, results))
                .withOpen(input.open() && summarize.aggregates().stream().anyMatch(SummarizeBinding::keepsAll));
    }

    /** Whether an aggregate gives every column of a row. */
    private static boolean keepsAll(SyntaxExpression expression) {
        SyntaxExpression value = expression instanceof NamedExpression named ? named.value() : expression;
        while (value instanceof ParenthesizedExpression parenthesized) {
            value = parenthesized.inner();
        }
        return value instanceof FunctionCall call
                && call.arguments().stream().anyMatch(argument -> argument.value() instanceof StarExpression);
    }

    /** The keys; the old clause {@code by x bin=step} means {@code by bin(x, step)}. */
    private List<SyntaxExpression> keys(SummarizeOperator summarize) {
        SyntaxExpression step = summarize.bin();
        if (step == null) {
            return summarize.keys();
        }
        if (summarize.keys().size() != 1 || summarize.keys().getFirst() instanceof NamedExpression) {
            throw session.unsupported(
                    summarize.span(),
                    "The bin= clause of summarize with several or named keys",
                    "Write by bin(column, step)");
        }
        SyntaxExpression key = summarize.keys().getFirst();
        return List.of(new FunctionCall(
                new Name("bin", key.span()),
                List.of(new Argument(null, key, key.span()), new Argument(null, step, step.span())),
                key.span()));
    }

    private void bindAggregate(
            SyntaxExpression expression,
            NameAllocator names,
            AggregateBinder aggregates,
            List<PlanColumn> groupColumns,
            List<Assignment> results) {
        SyntaxExpression value = expression instanceof NamedExpression named ? named.value() : expression;
        while (value instanceof ParenthesizedExpression parenthesized) {
            value = parenthesized.inner();
        }
        List<String> written = expression instanceof NamedExpression named
                ? named.names().stream().map(name -> name.text()).toList()
                : List.of();
        if (value instanceof FunctionCall call && aggregates.isAggregate(call)) {
            for (PlanColumn column : aggregates.columns(call, written, names, groupColumns)) {
                results.add(new Assignment(column, new ColumnReference(column)));
            }
            return;
        }
        ScalarExpression bound = new ScalarBinder(
                        session, environment, new RowScope("summarize", List.of(), List.of(), false), aggregates)
                .bind(value);
        String name = written.isEmpty()
                ? new ResultNames(session, environment)
                        .of(value)
                        .map(names::allocate)
                        .orElseGet(names::allocateGenerated)
                : written.getFirst();
        results.add(new Assignment(
                session.openColumns().defined(session.ids().column(name, bound.type()), bound), bound));
    }

    private Assignment key(Rowset input, SyntaxExpression expression, NameAllocator names, String operator) {
        return new GroupKeys(session, environment).bind(input, expression, names, operator);
    }

    /** Keys of groups, shared with make-series. */
    static final class GroupKeys {
        private final BindingSession session;
        private final Environment environment;

        GroupKeys(BindingSession session, Environment environment) {
            this.session = session;
            this.environment = environment;
        }

        Assignment bind(Rowset input, SyntaxExpression expression, NameAllocator names, String operator) {
            ScalarExpression value = new ScalarBinder(session, environment, RowScope.of(operator, input))
                    .bind(NamedValues.value(session, expression));
            if (value.type() == ScalarType.DYNAMIC && !session.openColumns().isUnknown(value)) {
                throw session.error(
                        SemanticError.INVALID_KEY,
                        expression.span(),
                        "'%s' operator: a dynamic value cannot be a group key".formatted(operator),
                        "Convert it, for example with tostring()");
            }
            Optional<String> written = NamedValues.name(expression);
            String name = written.map(names::allocate)
                    .or(() -> new ResultNames(session, environment)
                            .ofKey(expression)
                            .map(names::allocate))
                    .orElseGet(() -> names.allocateGenerated(input.relation().columns()));
            PlanColumn target = value instanceof ColumnReference reference
                            && reference.column().name().equals(name)
                    ? reference.column()
                    : session.openColumns().defined(session.ids().column(name, value.type()), value);
            return new Assignment(target, value);
        }
    }
}
