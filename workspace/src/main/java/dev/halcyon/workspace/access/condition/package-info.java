/**
 * Conditions of role assignments, version 2.0: text → tree → which rows of a table they let through.
 *
 * <p>{@link dev.halcyon.workspace.access.condition.Condition} is what the other packages know. The parser refuses, with
 * the place, whatever it does not understand and whatever would let everything through unnoticed; a condition that was
 * stored and is not understood any more lets nothing through.
 */
@NullMarked
package dev.halcyon.workspace.access.condition;

import org.jspecify.annotations.NullMarked;
