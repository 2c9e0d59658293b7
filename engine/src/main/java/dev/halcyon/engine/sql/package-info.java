/**
 * A small SQL tree and its one writer.
 *
 * <p>The lowering builds {@link dev.halcyon.engine.sql.SqlRelation}s of {@link dev.halcyon.engine.sql.SqlExpression}s;
 * {@link dev.halcyon.engine.sql.SqlWriter} turns them into a {@link dev.halcyon.engine.sql.SqlStatement}: indented text
 * for the engine and for people, and the values of its parameters. What holds: an identifier reaches the text through
 * the writer's one quoting function, a string of a user never reaches it at all (it is a parameter), and everything
 * else is made of the fixed words of this package and of a {@link dev.halcyon.engine.sql.SqlDialect}. Nodes are
 * immutable.
 */
@NullMarked
package dev.halcyon.engine.sql;

import org.jspecify.annotations.NullMarked;
