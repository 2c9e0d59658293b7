package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.SqlExpression;

/** How an aggregate with one result is computed. */
@FunctionalInterface
interface AggregateFunctionLowering {

    /** The SQL of a call; null for a missing string is allowed, the caller repairs it (R20). */
    SqlExpression lower(AggregateArguments call);
}
