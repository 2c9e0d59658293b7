package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a call: {@code 5} or {@code b='y'} (R9).
 *
 * @param name the parameter named, null for a positional argument
 * @param value the value
 * @param span where the text stands
 */
public record Argument(@Nullable Name name, SyntaxExpression value, SourceSpan span) implements SyntaxNode {}
