/**
 * Functions that SQL lacks, in plain Java: what the lowering calls by a name beginning with {@code kql_} and an engine
 * does not have as a macro.
 *
 * <p>{@link dev.halcyon.engine.runtime.RuntimeFunctions#all()} lists them, each with its types and the rule it keeps; an
 * engine registers every one. Values are boxed in the Java form of their {@link dev.halcyon.engine.sql.SqlType}; a
 * dynamic value is its JSON text. Functions are pure and thread-safe; a value they cannot go on with is a
 * {@link dev.halcyon.engine.runtime.QueryFailure}, whose message reaches the user.
 */
@NullMarked
package dev.halcyon.engine.runtime;

import org.jspecify.annotations.NullMarked;
