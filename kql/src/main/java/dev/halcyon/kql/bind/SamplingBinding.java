package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.syntax.SampleDistinctOperator;
import dev.halcyon.kql.syntax.SampleOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TopHittersOperator;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;

/** {@code sample}, {@code sample-distinct} (R123) and {@code top-hitters} (R82), whose values here are exact. */
final class SamplingBinding {

    private final BindingSession session;
    private final Environment environment;

    SamplingBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, SampleOperator sample) {
        long count = OperatorBinding.RowCounts.bind(session, environment, sample.count(), "sample");
        ScalarExpression random =
                new Call(session.catalogue().get(FunctionKind.SCALAR, "rand"), List.of(), ScalarType.REAL);
        Relation shuffled = new Sort(input.relation(), List.of(new SortKey(random, false, false)));
        return input.with(new Limit(shuffled, count)).withSerialized(false);
    }

    Rowset bind(Rowset input, SampleDistinctOperator sample) {
        long count = OperatorBinding.RowCounts.bind(session, environment, sample.count(), "sample-distinct");
        Assignment key = key(input, sample.column(), new NameAllocator(), "sample-distinct");
        return Rowset.of(new Limit(new Aggregate(input.relation(), List.of(key), List.of()), count));
    }

    Rowset bind(Rowset input, TopHittersOperator hitters) {
        long count = OperatorBinding.RowCounts.bind(session, environment, hitters.count(), "top-hitters");
        NameAllocator names = new NameAllocator();
        Assignment key = key(input, hitters.column(), names, "top-hitters");
        SyntaxExpression weight = hitters.weight();
        AggregateCall total;
        String name;
        if (weight == null) {
            total = new AggregateCall(
                    session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
            name = "approximate_count_" + key.target().name();
        } else {
            ScalarExpression value = new ScalarBinder(session, environment, RowScope.of("top-hitters", input))
                    .bind(NamedValues.value(session, weight));
            ScalarType type = value.type() == ScalarType.INT ? ScalarType.LONG : value.type();
            if (!type.isNumeric() && type != ScalarType.TIMESPAN) {
                throw session.error(
                        SemanticError.OPERAND_TYPE,
                        weight.span(),
                        "'top-hitters' operator: a weight is a number, not a %s".formatted(value.type()));
            }
            total = new AggregateCall(
                    session.catalogue().get(FunctionKind.AGGREGATE, "sum"),
                    List.of(ConstantFolder.convert(value, type)),
                    type);
            Optional<String> written =
                    NamedValues.name(weight).or(() -> new ResultNames(session, environment).of(weight));
            name = "approximate_sum_" + written.orElse("");
        }
        PlanColumn result = session.ids().column(names.allocate(name), total.type());
        Relation groups =
                new Aggregate(input.relation(), List.of(key), List.of(new AggregateAssignment(List.of(result), total)));
        SortKey order = new SortKey(new ColumnReference(result), true, false);
        return Rowset.of(new Limit(new Sort(groups, List.of(order)), count));
    }

    private Assignment key(Rowset input, SyntaxExpression column, NameAllocator names, String operator) {
        return new SummarizeBinding.GroupKeys(session, environment).bind(input, column, names, operator);
    }
}
