package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A name pattern: {@code T*} in union, find, search, project-away and the like (R103, R124).
 *
 * @param pattern the pattern, in which * stands for any text
 * @param span where the text stands
 */
public record WildcardName(String pattern, SourceSpan span) implements SyntaxExpression {}
