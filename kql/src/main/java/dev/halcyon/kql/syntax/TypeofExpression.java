package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A type as a value: {@code typeof(long)}, {@code typeof(a:long, *)}.
 *
 * @param type a scalar type, or a schema where a plugin takes one
 * @param span where the text stands
 */
public record TypeofExpression(ParameterType type, SourceSpan span) implements SyntaxExpression {}
