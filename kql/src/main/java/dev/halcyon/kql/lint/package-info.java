/**
 * Advice about cost: a syntax tree and a catalogue enter, findings with codes {@code COST…} leave.
 *
 * <p>{@link dev.halcyon.kql.lint.CostLint} knows the rules; each is described in {@code docs/lint.md}. What holds: a
 * finding never says that a query is wrong, only that it reads or keeps more than it has to.
 */
@NullMarked
package dev.halcyon.kql.lint;

import org.jspecify.annotations.NullMarked;
