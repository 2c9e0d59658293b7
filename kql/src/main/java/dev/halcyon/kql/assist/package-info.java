/**
 * Help while typing: a text, a place in it and a schema enter, what may stand there and what stands there leave.
 *
 * <p>{@link dev.halcyon.kql.assist.Completer} and {@link dev.halcyon.kql.assist.Hoverer} both ask
 * {@link dev.halcyon.kql.assist.Place}, which finds the part of the text before the place that can be bound, so that
 * columns are those in scope. What holds: nothing throws for an unfinished text; what cannot be known is left out.
 */
@NullMarked
package dev.halcyon.kql.assist;

import org.jspecify.annotations.NullMarked;
