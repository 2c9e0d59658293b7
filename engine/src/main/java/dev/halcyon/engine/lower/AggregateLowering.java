package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code summarize}, {@code distinct} and {@code count}: {@code GROUP BY} the keys. Without keys there is one row, also
 * for empty input (R85), as in SQL.
 */
final class AggregateLowering {

    private AggregateLowering() {}

    static QueryBlock lower(Aggregate aggregate, PlanLowering plan) {
        QueryBlock input = plan.lower(aggregate.input());
        QueryBlock block = prepare(aggregate, input, plan);
        ExpressionLowering lowering = plan.expressions(block);
        List<Output> outputs = new ArrayList<>();
        List<SqlExpression> keys = new ArrayList<>();
        for (Assignment key : aggregate.keys()) {
            SqlExpression expression = lowering.value(key.expression());
            outputs.add(new Output(key.target(), expression));
            keys.add(expression);
        }
        outputs.addAll(AggregateLowerings.outputs(aggregate.aggregates(), lowering));
        return block.withGroups(outputs, keys);
    }

    /** The block whose rows are aggregated: without order where no aggregate looks at it. */
    private static QueryBlock prepare(Aggregate aggregate, QueryBlock input, PlanLowering plan) {
        boolean ordered = aggregate.aggregates().stream()
                .anyMatch(assignment -> AggregateLowerings.dependsOnOrder(assignment.call()));
        QueryBlock unordered = !ordered && input.limit().isEmpty() ? input.withOrder(List.of()) : input;
        return canTakeGroups(aggregate, unordered) ? unordered : plan.nest(unordered);
    }

    private static boolean canTakeGroups(Aggregate aggregate, QueryBlock block) {
        List<SqlOrder> order = block.order();
        if (block.grouped() || block.windowed() || block.limit().isPresent() || !order.isEmpty()) {
            return false;
        }
        List<ScalarExpression> expressions = new ArrayList<>();
        aggregate.keys().forEach(key -> expressions.add(key.expression()));
        aggregate
                .aggregates()
                .forEach(assignment -> expressions.addAll(assignment.call().arguments()));
        Map<Integer, Integer> uses = References.count(expressions);
        for (Output output : block.outputs()) {
            PlanColumn column = output.column();
            if (uses.getOrDefault(column.id(), 0) > 1 && !output.isTrivial()) {
                return false;
            }
        }
        return true;
    }
}
