package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function or of the request: {@code name:type = default} (R9, R11).
 *
 * @param name the parameter
 * @param type a scalar type or a table schema
 * @param defaultValue the value when no argument is given
 * @param span where the text stands
 */
public record ParameterDeclaration(
        Name name, ParameterType type, @Nullable SyntaxExpression defaultValue, SourceSpan span)
        implements SyntaxNode {}
