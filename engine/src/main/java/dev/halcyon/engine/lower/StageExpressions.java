package dev.halcyon.engine.lower;

import dev.halcyon.engine.interpret.RowExpression;
import dev.halcyon.engine.interpret.SqlInterpreter;
import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.runtime.table.ExpressionCompiler;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import java.util.ArrayList;
import java.util.List;

/** Lowers the expressions of a stage's computation as everywhere, then makes them computable in Java. */
final class StageExpressions implements ExpressionCompiler {

    private final PlanLowering plan;
    private final TableFunction function;

    StageExpressions(PlanLowering plan, TableFunction function) {
        this.plan = plan;
        this.function = function;
    }

    @Override
    public RowExpression compile(ScalarExpression expression, List<PlanColumn> columns) {
        List<Output> slots = new ArrayList<>();
        for (PlanColumn column : columns) {
            slots.add(new Output(column, SqlInterpreter.slot(slots.size())));
        }
        // The relation is never written: only expressions over its columns are.
        QueryBlock block = QueryBlock.over(slots, new SqlRelation.Table(List.of("slot"), "slot"));
        return new SqlInterpreter(function.computation().name())
                .compile(plan.expressions(block).value(expression));
    }
}
