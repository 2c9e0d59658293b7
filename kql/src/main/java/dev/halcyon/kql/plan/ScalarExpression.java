package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** A value computed for each row of a relation. */
public sealed interface ScalarExpression
        permits Call, ColumnReference, Conversion, ElementAccess, InSubquery, Literal, MemberAccess, ScalarSubquery {

    ScalarType type();

    /** The direct operands, in order; subqueries are not operands. */
    List<ScalarExpression> operands();
}
