package dev.halcyon.engine.lower;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
        UnaryOperator<ScalarExpression> inside = operand -> replaceCalls(operand, replacement);
        return switch (expression) {
            case Call call -> {
                Optional<? extends ScalarExpression> replaced = replacement.apply(call);
                yield replaced.isPresent()
                        ? replaced.get()
                        : new Call(
                                call.function(),
                                call.arguments().stream().map(inside).toList(),
                                call.type(),
                                call.partition().stream().map(inside).toList());
            }
            case Conversion conversion -> new Conversion(inside.apply(conversion.operand()), conversion.type());
            case MemberAccess member -> new MemberAccess(inside.apply(member.operand()), member.name());
            case ElementAccess element ->
                new ElementAccess(inside.apply(element.operand()), inside.apply(element.index()));
            case InSubquery in ->
                new InSubquery(inside.apply(in.value()), in.relation(), in.negated(), in.ignoreCase());
            case ColumnReference reference -> reference;
            case Literal literal -> literal;
            case ScalarSubquery subquery -> subquery;
        };
    }

    private static void count(ScalarExpression expression, Map<Integer, Integer> counts) {
        if (expression instanceof ColumnReference reference) {
            counts.merge(reference.column().id(), 1, Integer::sum);
        }
        expression.operands().forEach(operand -> count(operand, counts));
    }
}
