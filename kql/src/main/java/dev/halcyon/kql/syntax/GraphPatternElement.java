package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a graph pattern: a node or an edge (R133). */
public sealed interface GraphPatternElement extends SyntaxNode {
    /**
     * A node: {@code (n)}.
     *
     * @param name the name of the node, null for {@code ()}
     * @param span where the text stands
     */
    record Node(@Nullable Name name, SourceSpan span) implements GraphPatternElement {}

    /**
     * An edge: {@code -[e]->}, {@code <-[e]-}, {@code -[e]-}, {@code -->}, {@code <--}, {@code --}, with
     * {@code *1..5} for a path of several edges.
     *
     * @param direction which way the edge points
     * @param name the name of the edge, null when not written
     * @param hops how many edges in a row, null for exactly one
     * @param span where the text stands
     */
    record Edge(
            Direction direction,
            @Nullable Name name,
            @Nullable Hops hops,
            SourceSpan span) implements GraphPatternElement {}

    /**
     * The length of a path: {@code *1..5}.
     *
     * @param from fewest edges
     * @param to most edges
     * @param span where the text stands
     */
    record Hops(SyntaxExpression from, SyntaxExpression to, SourceSpan span) implements SyntaxNode {}

    /**
     * A chain of nodes and edges, beginning and ending with a node.
     *
     * @param elements the chain
     * @param span where the text stands
     */
    record Chain(List<GraphPatternElement> elements, SourceSpan span) implements SyntaxNode {
        public Chain {
            elements = List.copyOf(elements);
        }
    }

    /** Which way an edge points. */
    enum Direction {
        /** From left to right. */
        OUTGOING,
        /** From right to left. */
        INCOMING,
        /** Either way. */
        ANY
    }
}
