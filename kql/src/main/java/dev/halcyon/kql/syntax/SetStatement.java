package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * {@code set name = value} or {@code set name}: sets a request property (R10).
 *
 * @param name the request property
 * @param value its value, null for the bare form that means true
 * @param span where the text stands
 */
public record SetStatement(Name name, @Nullable SyntaxExpression value, SourceSpan span) implements Statement {}
