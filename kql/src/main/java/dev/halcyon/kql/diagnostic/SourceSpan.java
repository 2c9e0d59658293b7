package dev.halcyon.kql.diagnostic;

/**
 * A stretch of the text of a request, in UTF-16 units as {@link String} counts them.
 *
 * @param start offset of the first unit, from 0
 * @param end offset behind the last unit, not before start
 */
public record SourceSpan(int start, int end) {
    /**
     * Checks the order of the bounds.
     *
     * @throws IllegalArgumentException when start is negative or behind end
     */
    public SourceSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span must have 0 <= start <= end, not " + start + ".." + end);
        }
    }

    /** From the start of this span to the end of the other, or the smallest span that covers both. */
    public SourceSpan to(SourceSpan other) {
        return new SourceSpan(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** Number of UTF-16 units. */
    public int length() {
        return end - start;
    }

    /** The text of the span, cut where the given text ends. */
    public String textIn(String text) {
        return text.substring(Math.min(start, text.length()), Math.min(end, text.length()));
    }
}
