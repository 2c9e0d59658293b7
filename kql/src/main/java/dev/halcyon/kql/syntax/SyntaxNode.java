package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/** Anything in a syntax tree. */
public interface SyntaxNode {
    /** Where the text of this node stands. */
    SourceSpan span();
}
