/**
 * A small SQL tree and its one writer.
 *
 * <p>The lowering builds {@link dev.halcyon.engine.sql.SqlRelation}s of {@link dev.halcyon.engine.sql.SqlExpression}s;
 * {@link dev.halcyon.engine.sql.SqlWriter} turns them into a {@link dev.halcyon.engine.sql.SqlStatement}: indented text
 * for the engine and for people, and the values of its parameters. What holds: an identifier reaches the text through
 * the writer's one quoting function for names, a string of a user through its one for literals (or it is a parameter,
 * when it is long or holds characters that a parser might read otherwise), and everything else is made of the fixed words of this package and of a {@link dev.halcyon.engine.sql.SqlDialect}. Nodes are
 * immutable.
 */
@NullMarked
package dev.halcyon.engine.sql;

import org.jspecify.annotations.NullMarked;
