/**
 * The binder: a syntax tree and a {@link dev.halcyon.kql.bind.BindingContext} enter, a
 * {@link dev.halcyon.kql.plan.QueryPlan} leaves, or a {@code KqlException} that lists what
 * is wrong, each with code, position and hint.
 *
 * <p>{@code Binder} walks the statements; one class for each tabular operator binds that operator;
 * scalar expressions, names of result columns and overloads have a class each. What holds: names resolve
 * case-sensitively, a table the caller may not see does not resolve, and what the engine does not support is refused
 * here by name, never later. What less than the whole language allows is a {@code DialectProfile}: of ingestion-time
 * transformations, of Azure Monitor taken strictly, of queries over tables with a cheaper plan.
 */
@NullMarked
package dev.halcyon.kql.bind;

import org.jspecify.annotations.NullMarked;
