/**
 * What lets a scan skip rows: which groups of rows of an extent can hold a row that a condition keeps.
 *
 * <p>A {@link dev.halcyon.engine.index.RowCondition} comes from the plan, a {@link dev.halcyon.engine.index.GroupStatistics}
 * from the extent; their meeting is a set of row groups. {@link dev.halcyon.engine.index.Tokens} cuts text into the
 * tokens that a {@link dev.halcyon.engine.index.TokenFilter} remembers. What holds: a group is left out only when none of
 * its rows can be kept; a filter may name a group in vain, never forget one.
 */
@NullMarked
package dev.halcyon.engine.index;

import org.jspecify.annotations.NullMarked;
