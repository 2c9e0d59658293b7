package dev.halcyon.kql.format;

import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** Reads words and comments. */
final class WordReader {

    private WordReader() {}

    /** The words of a text, ended by one of type EOF that carries the last comments; empty when a word is broken. */
    static Optional<List<Word>> read(String text) {
        KqlLexer lexer = new KqlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<Word> words = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        int end = 0;
        while (true) {
            Token token = lexer.nextToken();
            if (token.getType() == KqlLexer.UNKNOWN || token.getType() == KqlLexer.UNTERMINATED_STRING) {
                return Optional.empty();
            }
            boolean last = token.getType() == Token.EOF;
            int start = last ? points.length : token.getStartIndex();
            String gap = new String(points, end, start - end);
            words.add(word(token.getType(), last ? "" : token.getText(), gap, words.isEmpty()));
            if (last) {
                return Optional.of(words);
            }
            end = token.getStopIndex() + 1;
        }
    }

    private static Word word(int type, String text, String gap, boolean first) {
        List<Word.Comment> comments = new ArrayList<>();
        int newLines = 0;
        boolean lineHasWord = !first;
        int position = 0;
        int blankLines = 0;
        while (position < gap.length()) {
            char c = gap.charAt(position);
            if (gap.startsWith("//", position)) {
                int stop = endOfLine(gap, position);
                comments.add(
                        new Word.Comment(gap.substring(position, stop).stripTrailing(), !lineHasWord, blankLines > 1));
                position = stop;
                blankLines = 0;
                newLines = 0;
            } else {
                if (c == '\n' || (c == '\r' && !gap.startsWith("\r\n", position))) {
                    newLines++;
                    blankLines++;
                    lineHasWord = false;
                }
                position++;
            }
        }
        return new Word(type, text, !gap.isEmpty(), newLines, comments);
    }

    private static int endOfLine(String gap, int from) {
        int stop = from;
        while (stop < gap.length() && gap.charAt(stop) != '\n' && gap.charAt(stop) != '\r') {
            stop++;
        }
        return stop;
    }
}
