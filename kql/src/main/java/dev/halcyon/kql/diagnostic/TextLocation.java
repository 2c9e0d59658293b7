package dev.halcyon.kql.diagnostic;

/**
 * A span as people and the wire count it (R142).
 *
 * @param line line of the first character, from 1; lines end with LF, CR LF or CR
 * @param column position of the first character in its line, from 1, in UTF-16 units
 * @param token the text of the span, cut at {@link #LONGEST_TOKEN} units; empty at the end of the text
 */
public record TextLocation(int line, int column, String token) {
    /** Longest text that {@link #token} keeps. */
    public static final int LONGEST_TOKEN = 100;

    /** Finds line, column and text of a span. */
    public static TextLocation of(String text, SourceSpan span) {
        int start = Math.min(span.start(), text.length());
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < start; i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'));
            if (lineEnd) {
                line++;
                lineStart = i + 1;
            }
        }
        String token = span.textIn(text);
        return new TextLocation(
                line,
                start - lineStart + 1,
                token.length() <= LONGEST_TOKEN ? token : token.substring(0, LONGEST_TOKEN));
    }
}
