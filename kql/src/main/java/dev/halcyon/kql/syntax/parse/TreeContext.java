package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
     * Goes down in the tree; {@link #leave} comes back.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when the tree would be deeper than {@link #DEEPEST_TREE}
     */
    void enter(int levels, ParserRuleContext place) {
        depth += levels;
        if (depth > DEEPEST_TREE) {
            throw SyntaxError.TOO_DEEP.exception(
                    span(place),
                    "expressions are nested more than " + DEEPEST_TREE + " deep",
                    "name inner parts with let");
        }
    }

    void leave(int levels) {
        depth -= levels;
    }

    /** Builds a part that stands some levels below the present node. */
    <T> T below(int levels, ParserRuleContext place, Supplier<T> part) {
        enter(levels, place);
        T result = part.get();
        leave(levels);
        return result;
    }

    /** The results for all elements; a plain loop, because streams cost many frames of the stack at each level. */
    static <S, T> List<T> map(List<S> elements, Function<? super S, ? extends T> function) {
        List<T> results = new ArrayList<>(elements.size());
        for (S element : elements) {
            results.add(function.apply(element));
        }
        return results;
    }
}
