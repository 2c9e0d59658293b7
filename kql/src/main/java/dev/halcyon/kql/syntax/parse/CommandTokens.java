package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The words of a management command, one at a time. They are those of the language, but for names with hyphens, guids
 * that stand alone, and the dots that begin a command; and what stands behind {@code <|} may be no words at all, so that
 * nothing is read ahead.
 */
final class CommandTokens {

    private static final int GUID_LENGTH = 36;
    private static final int[] GUID_HYPHENS = {8, 13, 18, 23};

    /** What a word is. */
    enum Kind {
        WORD,
        LITERAL,
        GUID,
        DYNAMIC,
        /** A bracket, a comma or another sign; its text tells which. */
        SIGN,
        /** {@code <|}. */
        INPUT,
        /** The dot that begins a command. */
        COMMAND,
        END
    }

    /**
     * A word.
     *
     * @param token as the lexer of the language gives it; of any type for words and guids
     */
    record Piece(Kind kind, Token token, String text, SourceSpan span) {
        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.INPUT) && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }
    }

    private final String text;
    private final StringCharStream stream;
    private final KqlLexer lexer;
    /** The dot of the first command, which needs no known verb to be one. */
    private final int firstCommand;

    private @Nullable Piece next;
    private int position;

    CommandTokens(String text) {
        this.text = text;
        SourceSpan leading = leadingCommand(text);
        this.firstCommand = leading == null ? -1 : leading.start();
        this.stream = new StringCharStream(text);
        this.lexer = new KqlLexer(stream);
        lexer.removeErrorListeners();
    }

    /** The dot and the word of the command that a text begins with; null when it begins otherwise. */
    static @Nullable SourceSpan leadingCommand(String text) {
        int start = 0;
        while (start < text.length()) {
            char c = text.charAt(start);
            boolean comment = text.startsWith("//", start) || c == '#';
            if (comment) {
                start = lineEnd(text, start);
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
                start++;
            } else {
                boolean dot = c == '.' && start + 1 < text.length() && isLetter(text.charAt(start + 1));
                return dot ? new SourceSpan(start, wordEnd(text, start + 1)) : null;
            }
        }
        return null;
    }

    /** The next word, which stays. */
    Piece peek() {
        Piece found = next;
        if (found == null) {
            found = read();
            next = found;
        }
        return found;
    }

    /** The next word, which is passed. */
    Piece take() {
        Piece found = peek();
        next = null;
        position = found.span().end();
        return found;
    }

    /** The next word, a dot, as the beginning of a command. */
    Piece asCommand() {
        Piece dot = peek();
        Piece command = new Piece(Kind.COMMAND, dot.token(), dot.text(), dot.span());
        next = command;
        return command;
    }

    /** Goes on at a place in the text. */
    void goTo(int place) {
        next = null;
        position = place;
    }

    /** Behind the last word taken. */
    int position() {
        return position;
    }

    /** Whether the next word follows the last one without a blank. */
    boolean isAdjacent() {
        return peek().span().start() == position;
    }

    /** The place behind the bracket that closes the one at the present place. */
    int closing() {
        Deque<Token> open = new ArrayDeque<>();
        seek(position);
        while (true) {
            Token token = lexer.nextToken();
            switch (token.getType()) {
                case KqlLexer.OPEN_PARENTHESIS, KqlLexer.OPEN_BRACKET, KqlLexer.OPEN_BRACE -> open.push(token);
                case KqlLexer.CLOSE_PARENTHESIS, KqlLexer.CLOSE_BRACKET, KqlLexer.CLOSE_BRACE -> {
                    Token opening = open.pop();
                    if (!TokenReader.partners(opening.getType(), token.getType())) {
                        throw unclosed(opening);
                    }
                    if (open.isEmpty()) {
                        return token.getStopIndex() + 1;
                    }
                }
                case KqlLexer.UNTERMINATED_STRING -> throw unterminated(token);
                case Token.EOF -> throw unclosed(open.getLast());
                default -> {}
            }
        }
    }

    /** Where the query ends that begins at the present place: before the next command, or with the text. */
    int queryEnd() {
        int depth = 0;
        seek(position);
        while (true) {
            Token token = lexer.nextToken();
            switch (token.getType()) {
                case KqlLexer.OPEN_PARENTHESIS, KqlLexer.OPEN_BRACKET, KqlLexer.OPEN_BRACE -> depth++;
                case KqlLexer.CLOSE_PARENTHESIS, KqlLexer.CLOSE_BRACKET, KqlLexer.CLOSE_BRACE -> depth--;
                case KqlLexer.DOT -> {
                    if (depth == 0 && beginsCommand(token.getStartIndex())) {
                        return token.getStartIndex();
                    }
                }
                case Token.EOF -> {
                    return text.length();
                }
                default -> {}
            }
        }
    }

    private void seek(int place) {
        lexer.reset();
        stream.seek(place);
    }

    private Piece read() {
        seek(position);
        CommonToken token = (CommonToken) lexer.nextToken();
        int start = token.getStartIndex();
        // The clients' own lines, such as #connect, are none of the service's.
        while (token.getType() == KqlLexer.UNKNOWN && text.charAt(start) == '#' && isLineStart(start)) {
            seek(lineEnd(text, start));
            token = (CommonToken) lexer.nextToken();
            start = token.getStartIndex();
        }
        int guid = guidEnd(start);
        if (guid > 0) {
            return piece(Kind.GUID, token, guid);
        }
        return switch (token.getType()) {
            case Token.EOF -> piece(Kind.END, token, start);
            case KqlLexer.UNTERMINATED_STRING -> throw unterminated(token);
            case KqlLexer.UNKNOWN ->
                throw SyntaxError.UNEXPECTED_CHARACTER.exception(
                        TokenReader.spanOf(token),
                        "unexpected character " + TokenReader.describe(text.charAt(start)),
                        text.charAt(start) == '`' ? "write names with blanks as ['a name']" : null);
            case KqlLexer.STRING_LITERAL,
                    KqlLexer.TYPED_LITERAL,
                    KqlLexer.BOOL_LITERAL,
                    KqlLexer.LONG_LITERAL,
                    KqlLexer.REAL_LITERAL,
                    KqlLexer.TIMESPAN_LITERAL -> piece(Kind.LITERAL, token, token.getStopIndex() + 1);
            case KqlLexer.DYNAMIC -> piece(Kind.DYNAMIC, token, token.getStopIndex() + 1);
            case KqlLexer.DOT ->
                piece(start == firstCommand || beginsCommand(start) ? Kind.COMMAND : Kind.SIGN, token, start + 1);
            case KqlLexer.LESS ->
                text.startsWith("<|", start) ? piece(Kind.INPUT, token, start + 2) : piece(Kind.SIGN, token, start + 1);
            default -> {
                int word = wordEnd(text, start);
                boolean negated = text.charAt(start) == '!' && token.getStopIndex() > start;
                yield word > start || negated
                        ? piece(Kind.WORD, token, Math.max(word, negated ? token.getStopIndex() + 1 : word))
                        : piece(Kind.SIGN, token, token.getStopIndex() + 1);
            }
        };
    }

    private Piece piece(Kind kind, Token token, int end) {
        SourceSpan span = new SourceSpan(Math.max(token.getStartIndex(), 0), end);
        return new Piece(kind, token, span.textIn(text), span);
    }

    private static KqlException unterminated(Token string) {
        return SyntaxError.UNTERMINATED_STRING.exception(
                TokenReader.spanOf(string),
                "the string has no closing quote",
                "write ```...``` for text of several lines");
    }

    private static KqlException unclosed(Token opening) {
        return SyntaxError.UNBALANCED_BRACKET.exception(
                TokenReader.spanOf(opening), "'" + opening.getText() + "' is not closed", null);
    }

    /** A dot in front of a line and of a verb begins a command; elsewhere it may go on with a query's path. */
    private boolean beginsCommand(int dot) {
        int end = wordEnd(text, dot + 1);
        boolean ended = end == text.length() || Character.isWhitespace(text.charAt(end));
        return ended && CommandVocabulary.isVerb(text.substring(dot + 1, end)) && isLineStart(dot);
    }

    private boolean isLineStart(int place) {
        int at = place - 1;
        while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at--;
        }
        return at < 0 || text.charAt(at) == '\n' || text.charAt(at) == '\r' || text.charAt(at) == '\uFEFF';
    }

    private static int lineEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Behind the letters, digits and inner hyphens at a place; the place itself when there is no word. */
    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean hyphen = c == '-' && end > start && end + 1 < text.length() && isLetter(text.charAt(end + 1));
            boolean first = end == start && c == '$';
            if (!isLetter(c) && !isDigit(c) && !hyphen && !first) {
                break;
            }
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Behind the guid at a place, or 0. */
    private int guidEnd(int start) {
        int end = start + GUID_LENGTH;
        if (start < 0 || end > text.length()) {
            return 0;
        }
        for (int hyphen : GUID_HYPHENS) {
            if (text.charAt(start + hyphen) != '-') {
                return 0;
            }
        }
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (c != '-' && Character.digit(c, 16) < 0) {
                return 0;
            }
        }
        boolean ended = end == text.length() || wordEnd(text, end) == end;
        return ended ? end : 0;
    }
}
