package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code a.b}, {@code a.['b c']}, {@code workspace("x").T}: a member of a dynamic value, a side of
 * a join, or an entity of another workspace (R134).
 *
 * @param target what stands before the dot
 * @param member a NameReference, a FunctionCall or a WildcardName
 * @param span where the text stands
 */
public record PathExpression(SyntaxExpression target, SyntaxExpression member, SourceSpan span)
        implements SyntaxExpression {}
