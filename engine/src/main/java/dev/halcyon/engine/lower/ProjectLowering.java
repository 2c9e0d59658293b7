package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code project}, {@code extend} and {@code print}: new outputs of the same block, as long as no computed column is
 * used more than once. Window functions see the rows of the input in its order and get blocks of their own.
 */
final class ProjectLowering {

    private ProjectLowering() {}

    static QueryBlock lower(Project project, PlanLowering plan) {
        QueryBlock input = plan.lower(project.input());
        List<ScalarExpression> expressions =
                project.assignments().stream().map(Assignment::expression).toList();
        if (expressions.stream().anyMatch(References::hasWindow)) {
            return windowed(project, expressions, input, plan);
        }
        QueryBlock block = canTakeOutputs(input, expressions) ? input : plan.nest(input);
        return block.withOutputs(outputs(project, block, plan));
    }

    private static QueryBlock windowed(
            Project project, List<ScalarExpression> expressions, QueryBlock input, PlanLowering plan) {
        WindowStages stages = new WindowStages(input, plan);
        List<ScalarExpression> replaced = stages.replace(expressions);
        ExpressionLowering lowering = plan.expressions(stages.block());
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < replaced.size(); index++) {
            outputs.add(new Output(project.assignments().get(index).target(), lowering.value(replaced.get(index))));
        }
        return stages.block().withWindows(outputs, stages.order());
    }

    private static List<Output> outputs(Project project, QueryBlock block, PlanLowering plan) {
        ExpressionLowering lowering = plan.expressions(block);
        List<Output> outputs = new ArrayList<>();
        for (Assignment assignment : project.assignments()) {
            outputs.add(new Output(assignment.target(), lowering.value(assignment.expression())));
        }
        return outputs;
    }

    private static boolean canTakeOutputs(QueryBlock block, List<ScalarExpression> expressions) {
        if (block.grouped() || block.windowed()) {
            return keepsGroups(block, expressions);
        }
        Map<Integer, Integer> uses = References.count(expressions);
        for (Output output : block.outputs()) {
            if (uses.getOrDefault(output.column().id(), 0) > 1 && !output.isTrivial()) {
                return false;
            }
        }
        return true;
    }

    /** Renaming and reordering is free over groups while every key stays in the select list. */
    private static boolean keepsGroups(QueryBlock block, List<ScalarExpression> expressions) {
        List<SqlExpression> kept = new ArrayList<>();
        for (ScalarExpression expression : expressions) {
            switch (expression) {
                case ColumnReference reference -> {
                    SqlExpression value = block.expression(reference.column());
                    if (kept.contains(value)) {
                        return false;
                    }
                    kept.add(value);
                }
                case Literal literal -> {}
                default -> {
                    return false;
                }
            }
        }
        return kept.containsAll(block.groupBy());
    }
}
