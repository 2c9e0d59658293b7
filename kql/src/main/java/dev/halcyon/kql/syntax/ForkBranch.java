package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One branch of fork: {@code n = (where x > 1)}.
 *
 * @param name the name of the result table
 * @param body operators applied to the input
 * @param span where the text stands
 */
public record ForkBranch(@Nullable Name name, PipeExpression body, SourceSpan span) implements SyntaxNode {}
