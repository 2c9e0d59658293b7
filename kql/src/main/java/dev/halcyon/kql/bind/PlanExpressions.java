package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.Map;
import java.util.Set;

/** Looks into bound expressions and exchanges their columns. */
final class PlanExpressions {

    /** Functions without a column among their arguments that give another value for every row. */
    private static final Set<String> PER_ROW = Set.of("rand", "new_guid");

    private PlanExpressions() {}

    /** The columns that an expression reads. */
    static void collectColumns(ScalarExpression expression, Set<PlanColumn> target) {
        if (expression instanceof ColumnReference reference) {
            target.add(reference.column());
        }
        expression.operands().forEach(operand -> collectColumns(operand, target));
    }

    /** Whether its value hangs on the row that it is computed for. */
    static boolean readsRow(ScalarExpression expression) {
        return expression instanceof ColumnReference
                || (expression instanceof Call call
                        && PER_ROW.contains(call.function().name()))
                || expression.operands().stream().anyMatch(PlanExpressions::readsRow);
    }

    /** Whether a part of it looks at other rows. */
    static boolean hasWindow(ScalarExpression expression) {
        return (expression instanceof Call call && call.function().kind() == FunctionKind.WINDOW)
                || expression.operands().stream().anyMatch(PlanExpressions::hasWindow);
    }

    /** The expression with columns exchanged; a column that is not in the map stays. */
    static ScalarExpression withColumns(ScalarExpression expression, Map<PlanColumn, PlanColumn> columns) {
        return expression instanceof ColumnReference reference
                ? new ColumnReference(columns.getOrDefault(reference.column(), reference.column()))
                : expression.mapOperands(operand -> withColumns(operand, columns));
    }
}
