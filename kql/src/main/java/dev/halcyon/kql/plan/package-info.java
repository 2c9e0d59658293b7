/**
 * The bound plan: what a query means, without what was typed.
 *
 * <p>The binder writes it, an engine's lowering reads it; both only through the sealed interfaces here.
 * {@link dev.halcyon.kql.plan.Relation} is a table-valued operator, {@link dev.halcyon.kql.plan.ScalarExpression} a
 * value computed for each row, {@link dev.halcyon.kql.plan.AggregateCall} a value computed for each group. Names are
 * resolved to {@link dev.halcyon.kql.plan.PlanColumn} identities, every expression knows its type, implicit
 * conversions are explicit {@link dev.halcyon.kql.plan.Conversion} nodes, and sugar is gone: {@code extend} is a
 * {@link dev.halcyon.kql.plan.Project}, {@code top} a {@link dev.halcyon.kql.plan.Limit} over a
 * {@link dev.halcyon.kql.plan.Sort}. Plans are immutable.
 *
 * <p>Adding an operator: one record here, its name in the {@code permits} list, one binding, one lowering; the compiler
 * then names every switch that has to learn it.
 */
@NullMarked
package dev.halcyon.kql.plan;

import org.jspecify.annotations.NullMarked;
