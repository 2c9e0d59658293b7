/**
 * Patterns in tables of discrete values and in texts (series.md, section 7).
 *
 * <p>A {@link dev.halcyon.analytics.mining.CodedTable} holds each column as codes; a
 * {@link dev.halcyon.analytics.mining.Pattern} fixes some columns and leaves the others open. All algorithms give the
 * same answer for the same multiset of rows, in whatever order they come.
 */
@NullMarked
package dev.halcyon.analytics.mining;

import org.jspecify.annotations.NullMarked;
