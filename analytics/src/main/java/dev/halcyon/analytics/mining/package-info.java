/**
 * Patterns in tables of discrete values and in texts (series.md, section 7).
 *
 * <p>A {@link dev.halcyon.analytics.mining.CodedTableBuilder} takes rows of codes and makes a {@link
 * dev.halcyon.analytics.mining.CodedTable} of them, in which rare values are one and equal rows are one; a {@link
 * dev.halcyon.analytics.mining.Pattern} fixes some columns and leaves the others open. Weights are summed as whole
 * numbers, so that all algorithms give the same answer for the same multiset of rows, in whatever order they come.
 */
@NullMarked
package dev.halcyon.analytics.mining;

import org.jspecify.annotations.NullMarked;
