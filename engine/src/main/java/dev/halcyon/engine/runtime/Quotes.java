package dev.halcyon.engine.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Quoted parts of one text of {@code parse-kv}; a quote that never closes is looked for once only. */
final class Quotes {

    /** A key or value and the place behind it. */
    record Part(String text, int end) {}

    private final String text;
    private final List<String> pairs;
    private final String escapes;
    private final boolean[] unclosed;

    /**
     * The quotes of a text.
     *
     * @param pairs the opening and the closing character of each, one character when both are the same
     * @param escapes characters that make the next one an ordinary one
     */
    Quotes(String text, List<String> pairs, String escapes) {
        this.text = text;
        this.pairs = pairs;
        this.escapes = escapes;
        this.unclosed = new boolean[pairs.size()];
    }

    /** What stands in quotes at a place; null when none open there or they do not close. */
    @Nullable
    Part at(int start) {
        if (start >= text.length()) {
            return null;
        }
        for (int index = 0; index < unclosed.length; index++) {
            String pair = pairs.get(index);
            if (text.charAt(start) == pair.charAt(0) && !unclosed[index]) {
                Part part = read(start + 1, pair.charAt(pair.length() - 1));
                unclosed[index] = part == null;
                if (part != null) {
                    return part;
                }
            }
        }
        return null;
    }

    private @Nullable Part read(int start, char close) {
        StringBuilder content = new StringBuilder();
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (escapes.indexOf(c) >= 0 && at + 1 < text.length()) {
                at++;
                content.append(text.charAt(at));
            } else if (c == close) {
                return new Part(content.toString(), at + 1);
            } else {
                content.append(c);
            }
        }
        return null;
    }
}
