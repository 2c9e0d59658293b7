/**
 * From text to syntax tree.
 *
 * <p>What enters: the text of a request, through {@link dev.halcyon.kql.syntax.parse.KqlParser}. What leaves: a
 * {@link dev.halcyon.kql.syntax.Query}, or a {@link dev.halcyon.kql.diagnostic.KqlException} with one finding for each
 * faulty statement. Management commands come through {@link dev.halcyon.kql.syntax.parse.CommandParser} and leave as
 * {@link dev.halcyon.kql.syntax.command.ManagementCommand}s, or with their first mistake.
 *
 * <p>What holds: any text ends in one of the two, in time proportional to its length and in bounded stack. The road
 * inside: {@code TokenReader} (words, brackets, statements), the generated parser, then the builders
 * ({@code StatementBuilder}, {@code ExpressionBuilder}, {@code OperatorBuilder}, {@code GraphBuilder},
 * {@code LiteralReader}). For commands it is {@code CommandTokens} (words, where queries begin and end), {@code
 * CommandVocabulary} (verbs and what they are applied to), {@code CommandPartReader} (clauses) and the above for the
 * queries inside.
 *
 * <p>Next package on the road: {@code dev.halcyon.kql.bind}.
 */
@NullMarked
package dev.halcyon.kql.syntax.parse;

import org.jspecify.annotations.NullMarked;
