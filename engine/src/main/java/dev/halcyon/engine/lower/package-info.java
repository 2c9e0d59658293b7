/**
 * From plan to SQL.
 *
 * <p>{@link dev.halcyon.engine.lower.PlanLowering} takes a bound {@link dev.halcyon.kql.plan.Relation} and gives a
 * {@link dev.halcyon.engine.sql.SqlRelation}. It dispatches to one class for each operator; each turns its input's
 * {@link dev.halcyon.engine.lower.QueryBlock}, a {@code SELECT} under construction, into the next one and decides
 * whether its clauses fit into the same {@code SELECT} or need an outer one.
 * {@link dev.halcyon.engine.lower.ExpressionLowering} does the same for values; functions are found by name in
 * {@link dev.halcyon.engine.lower.ScalarLowerings} and {@link dev.halcyon.engine.lower.AggregateLowerings}, where each
 * family of functions is a class of short methods that cite the rule they keep.
 *
 * <p>A scan with a restriction is lowered by {@link dev.halcyon.engine.lower.RestrictedRows}: nothing of a query is
 * evaluated on the rows that its reader may not see.
 *
 * <p>What holds: SQL strings are never null (R20); a datetime is a {@code BIGINT} of ticks; a null dynamic is SQL null;
 * whatever standard SQL lacks is called by a name that begins with {@code kql_}, and an engine supplies it as a macro
 * or a Java function (see {@link dev.halcyon.engine.runtime}). To add a function: one entry in its family.
 */
@NullMarked
package dev.halcyon.engine.lower;

import org.jspecify.annotations.NullMarked;
