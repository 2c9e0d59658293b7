package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.Optional;

/** Expressions that mean something of their own in one operator, such as {@code node.property} in graph-match. */
@FunctionalInterface
interface ScalarTerms {

    /** Nothing special. */
    ScalarTerms NONE = expression -> Optional.empty();

    /** What the expression means; empty when it means what it means everywhere. */
    Optional<ScalarExpression> resolve(SyntaxExpression expression);
}
