package dev.halcyon.kql.syntax.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as the generated lexer reads it, in UTF-16 units. ANTLR's own streams count code points, which would put every
 * span behind an emoji in the wrong place.
 */
final class StringCharStream implements CharStream {
    private final String text;
    private final int end;
    private int position;

    StringCharStream(String text) {
        this(text, 0, text.length());
    }

    /** A stretch of a text; places are those in the whole text. */
    StringCharStream(String text, int start, int end) {
        this.text = text;
        this.position = start;
        this.end = end;
    }

    @Override
    public void consume() {
        if (position >= end) {
            throw new IllegalStateException("cannot consume the end of the text");
        }
        position++;
    }

    @Override
    public int LA(int offset) {
        int index = offset > 0 ? position + offset - 1 : position + offset;
        return offset == 0 || index < 0 || index >= end ? IntStream.EOF : text.charAt(index);
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // The whole text is in memory, so marks need no keeping.
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = Math.min(index, end);
    }

    @Override
    public int size() {
        return end;
    }

    @Override
    public String getSourceName() {
        return "query";
    }

    @Override
    public String getText(Interval interval) {
        int stop = Math.min(interval.b + 1, end);
        return interval.a >= stop ? "" : text.substring(interval.a, stop);
    }

    @Override
    public String toString() {
        return text;
    }
}
