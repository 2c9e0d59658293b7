/**
 * The test language: queries with the answers they must give, in text files that any engine can run.
 *
 * <p>A {@code .kqltest} file is read top to bottom. A line {@code == name} starts a case: the query follows, then a line
 * of dashes and what is expected.
 *
 * <pre>
 * # Comments start a line; this file tests sort (R105).
 * fixture Numbers
 * x:long
 * 2
 * null
 * 1
 *
 * == ascending puts nulls first
 * Numbers | sort by x asc
 * -- ordered
 * x:long
 * null
 * 1
 * 2
 *
 * == unknown column
 * Numbers | where y > 1
 * -- error SEM0100 Failed to resolve
 * </pre>
 *
 * <p>The header of a table names its columns and types, separated by {@code " | "}; so are the cells. A string cell is a
 * JSON string, a dynamic cell is JSON, datetimes, timespans and guids are bare text, {@code null} is null. {@code --}
 * alone compares rows as a multiset, {@code -- ordered} in order, {@code -- error CODE text} expects that diagnostic
 * with the text inside its message or hint; {@code CODE@START+LENGTH} also where in the query it stands. What only
 * shows as the query runs has the kind of the engine's failure for a code, such as {@code QUERY}. A query that gives several tables has as many lines of dashes, each with its
 * table; {@code -- table=NAME} tells the name of one, {@code -- warning CODE text} a warning that must come. Reals compare within 1e-9 relative. More words of comparison stand in
 * {@link dev.halcyon.conformance.kqltest.Comparison}; they serve answers that were recorded elsewhere.
 *
 * <p>{@link dev.halcyon.conformance.kqltest.KqlTestFile} reads, {@link dev.halcyon.conformance.kqltest.KqlTestRunner}
 * runs a case against an engine.
 */
@NullMarked
package dev.halcyon.conformance.kqltest;

import org.jspecify.annotations.NullMarked;
