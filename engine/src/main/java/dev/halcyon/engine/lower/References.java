package dev.halcyon.engine.lower;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How often expressions use which column. */
final class References {

    private References() {}

    /** Uses by column id. */
    static Map<Integer, Integer> count(List<? extends ScalarExpression> expressions) {
        Map<Integer, Integer> counts = new HashMap<>();
        expressions.forEach(expression -> count(expression, counts));
        return counts;
    }

    /** True when an expression holds a window function. */
    static boolean hasWindow(ScalarExpression expression) {
        return (expression instanceof Call call && call.function().kind() == FunctionKind.WINDOW)
                || expression.operands().stream().anyMatch(References::hasWindow);
    }

    /** The calls of window functions whose arguments hold none. */
    static void innermostWindows(ScalarExpression expression, Set<Call> target) {
        boolean inside = expression.operands().stream().anyMatch(References::hasWindow);
        if (inside) {
            expression.operands().forEach(operand -> innermostWindows(operand, target));
        } else if (expression instanceof Call call && call.function().kind() == FunctionKind.WINDOW) {
            target.add(call);
        }
    }

    /** The expression with the calls replaced for which there is a replacement. */
    static ScalarExpression replaceCalls(
            ScalarExpression expression, Function<Call, Optional<? extends ScalarExpression>> replacement) {
        Optional<? extends ScalarExpression> replaced =
                expression instanceof Call call ? replacement.apply(call) : Optional.empty();
        return replaced.isPresent()
                ? replaced.get()
                : expression.mapOperands(operand -> replaceCalls(operand, replacement));
    }

    private static void count(ScalarExpression expression, Map<Integer, Integer> counts) {
        if (expression instanceof ColumnReference reference) {
            counts.merge(reference.column().id(), 1, Integer::sum);
        }
        expression.operands().forEach(operand -> count(operand, counts));
    }
}
