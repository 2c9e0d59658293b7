package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.List;
import java.util.Map;

/**
 * {@code where}: joins the {@code WHERE} clause of its input's block when that one has no limit, group or window and
 * the columns it reads are not computed there; computing them twice would cost more than an outer {@code SELECT}.
 */
final class FilterLowering {

    private FilterLowering() {}

    static QueryBlock lower(Filter filter, PlanLowering plan) {
        QueryBlock input = plan.lower(filter.input());
        if (References.hasWindow(filter.predicate())) {
            return windowed(filter, input, plan);
        }
        QueryBlock block = canTakeWhere(input, filter) ? input : plan.nest(input);
        return block.withWhere(plan.expressions(block).predicate(filter.predicate()));
    }

    private static QueryBlock windowed(Filter filter, QueryBlock input, PlanLowering plan) {
        WindowStages stages = new WindowStages(input, plan);
        ScalarExpression predicate = stages.replace(List.of(filter.predicate())).getFirst();
        QueryBlock block = stages.plainBlock();
        return block.withWhere(plan.expressions(block).predicate(predicate))
                .withOutputs(stages.originalOutputs())
                .withOrder(stages.order());
    }

    private static boolean canTakeWhere(QueryBlock block, Filter filter) {
        if (block.limit().isPresent() || block.grouped() || block.windowed()) {
            return false;
        }
        Map<Integer, Integer> uses = References.count(List.of(filter.predicate()));
        for (Output output : block.outputs()) {
            PlanColumn column = output.column();
            if (uses.containsKey(column.id()) && !output.isTrivial()) {
                return false;
            }
        }
        return true;
    }
}
