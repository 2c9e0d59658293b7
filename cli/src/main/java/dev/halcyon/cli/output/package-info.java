/**
 * Answers as text: a {@link dev.halcyon.cli.client.QueryAnswer} enters, lines for people, JSON or CSV leave.
 *
 * <p>{@link dev.halcyon.cli.output.OutputFormat} names the formats, {@link dev.halcyon.cli.output.AnswerWriter} is the
 * door. What holds: a value is never changed silently; what a table cuts is marked by an ellipsis and what it leaves out
 * is counted. {@link dev.halcyon.cli.output.QueryErrorText} shows a refused query with a caret under the place.
 */
@NullMarked
package dev.halcyon.cli.output;

import org.jspecify.annotations.NullMarked;
