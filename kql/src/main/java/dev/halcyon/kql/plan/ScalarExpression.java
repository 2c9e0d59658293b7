package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.function.UnaryOperator;

/** A value computed for each row of a relation. */
public sealed interface ScalarExpression
        permits Call, ColumnReference, Conversion, ElementAccess, InSubquery, Literal, MemberAccess, ScalarSubquery {

    ScalarType type();

    /** The direct operands, in order; subqueries are not operands. */
    List<ScalarExpression> operands();

    /** The same expression over changed operands. */
    default ScalarExpression mapOperands(UnaryOperator<ScalarExpression> change) {
        return switch (this) {
            case Call call ->
                new Call(
                        call.function(),
                        call.arguments().stream().map(change).toList(),
                        call.type(),
                        call.partition().stream().map(change).toList());
            case Conversion conversion -> new Conversion(change.apply(conversion.operand()), conversion.type());
            case MemberAccess member -> new MemberAccess(change.apply(member.operand()), member.name());
            case ElementAccess element ->
                new ElementAccess(change.apply(element.operand()), change.apply(element.index()));
            case InSubquery in ->
                new InSubquery(change.apply(in.value()), in.relation(), in.negated(), in.ignoreCase());
            case ColumnReference reference -> reference;
            case Literal literal -> literal;
            case ScalarSubquery subquery -> subquery;
        };
    }
}
