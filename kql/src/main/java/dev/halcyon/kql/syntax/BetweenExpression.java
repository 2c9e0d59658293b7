package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code x between (a .. b)}, {@code x !between (a .. b)} (R40).
 *
 * @param subject the value tested
 * @param negated whether the operator is !between
 * @param from lower bound, included
 * @param to upper bound, included
 * @param span where the text stands
 */
public record BetweenExpression(
        SyntaxExpression subject, boolean negated, SyntaxExpression from, SyntaxExpression to, SourceSpan span)
        implements SyntaxExpression {}
