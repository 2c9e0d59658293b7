package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code a[0]}, {@code a['key']}: an element of a dynamic value.
 *
 * @param target an array or a bag
 * @param index a position, or a key
 * @param span where the text stands
 */
public record ElementExpression(SyntaxExpression target, SyntaxExpression index, SourceSpan span)
        implements SyntaxExpression {}
