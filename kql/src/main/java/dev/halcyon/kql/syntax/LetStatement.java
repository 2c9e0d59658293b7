package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code let name = value}: names a calculation for the rest of the request (R9).
 *
 * @param name the name bound
 * @param value a scalar, a table, or a FunctionDeclaration
 * @param span where the text stands
 */
public record LetStatement(Name name, SyntaxExpression value, SourceSpan span) implements Statement {}
