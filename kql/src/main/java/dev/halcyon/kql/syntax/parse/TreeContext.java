package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;

/** What the builders share: the text, and how deep in the tree they are. */
final class TreeContext {
    /** Deepest tree: recursion over a tree of this depth is safe on an ordinary thread. */
    static final int DEEPEST_TREE = 500;

    private final String text;
    private int depth;

    TreeContext(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The place of a piece of the parse tree. */
    SourceSpan span(ParserRuleContext context) {
        SourceSpan start = TokenReader.spanOf(context.getStart());
        return context.getStop() == null ? start : start.to(TokenReader.spanOf(context.getStop()));
    }

    /**
     * Builds a part that stands some levels below the present node.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when the tree would be deeper than {@link #DEEPEST_TREE}
     */
    <T> T below(int levels, ParserRuleContext place, Supplier<T> part) {
        depth += levels;
        if (depth > DEEPEST_TREE) {
            throw SyntaxError.TOO_DEEP.exception(
                    span(place),
                    "expressions are nested more than " + DEEPEST_TREE + " deep",
                    "name inner parts with let");
        }
        T result = part.get();
        depth -= levels;
        return result;
    }
}
