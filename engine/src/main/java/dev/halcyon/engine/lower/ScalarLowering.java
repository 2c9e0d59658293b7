package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.SqlExpression;

/** How a scalar function or operator is computed. */
@FunctionalInterface
interface ScalarLowering {

    /**
     * The SQL of a call.
     *
     * @return an expression of the call's type; null for a missing string is allowed, the caller repairs it (R20)
     */
    SqlExpression lower(ScalarArguments call);
}
