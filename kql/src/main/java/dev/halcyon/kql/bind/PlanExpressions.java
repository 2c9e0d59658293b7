package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Looks into bound expressions and exchanges their columns. */
final class PlanExpressions {

    private PlanExpressions() {}

    /** The columns that an expression reads. */
    static void collectColumns(ScalarExpression expression, Set<PlanColumn> target) {
        if (expression instanceof ColumnReference reference) {
            target.add(reference.column());
        }
        expression.operands().forEach(operand -> collectColumns(operand, target));
    }

    /** The expression with columns exchanged; a column that is not in the map stays. */
    static ScalarExpression withColumns(ScalarExpression expression, Map<PlanColumn, PlanColumn> columns) {
        UnaryOperator<ScalarExpression> inside = operand -> withColumns(operand, columns);
        return switch (expression) {
            case Literal literal -> literal;
            case ColumnReference reference ->
                new ColumnReference(columns.getOrDefault(reference.column(), reference.column()));
            case Call call ->
                new Call(
                        call.function(),
                        call.arguments().stream().map(inside).toList(),
                        call.type(),
                        call.partition().stream().map(inside).toList());
            case Conversion conversion -> new Conversion(inside.apply(conversion.operand()), conversion.type());
            case MemberAccess member -> new MemberAccess(inside.apply(member.operand()), member.name());
            case ElementAccess element ->
                new ElementAccess(inside.apply(element.operand()), inside.apply(element.index()));
            case ScalarSubquery subquery -> subquery;
            case InSubquery in ->
                new InSubquery(inside.apply(in.value()), in.relation(), in.negated(), in.ignoreCase());
        };
    }
}
