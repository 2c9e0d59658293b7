/**
 * Tables computed from tables in Java, where SQL has no form for an algorithm.
 *
 * <p>Each {@link dev.halcyon.kql.plan.TableComputation} has one
 * {@link dev.halcyon.engine.runtime.table.TableProcedure}, found by
 * {@link dev.halcyon.engine.runtime.table.TableProcedures}. The engine reads the inputs within the request's snapshot,
 * runs the procedure and hands its output to the statement around it. What holds: a procedure reads its inputs one
 * after the other, asks its {@link dev.halcyon.engine.runtime.table.ComputationGuard} for every memory that grows with
 * the data, and leaves nothing behind.
 */
@NullMarked
package dev.halcyon.engine.runtime.table;

import org.jspecify.annotations.NullMarked;
