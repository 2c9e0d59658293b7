package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.interpret.RowExpression;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.List;

/** Gives a procedure the expressions of its plan in a form that it can compute for each row. */
@FunctionalInterface
public interface ExpressionCompiler {

    /**
     * An expression over columns that are read from slots.
     *
     * @param columns the slots, in order
     * @throws dev.halcyon.engine.EngineException when the expression uses what is not computed in Java
     */
    RowExpression compile(ScalarExpression expression, List<PlanColumn> columns);
}
