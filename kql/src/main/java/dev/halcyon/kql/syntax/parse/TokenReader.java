package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Splits a text into words, and the words into statements. It also decides, by the words around them, whether
 * {@code print}, {@code range}, {@code union}, {@code search}, {@code find} and {@code evaluate} begin a source or are
 * names (R1), so that the grammar needs no long look ahead.
 */
final class TokenReader {
    /**
     * Deepest nesting of brackets; deeper text is refused before any recursion begins. Published queries reach 17; a
     * level costs up to 5 KB of stack before the JVM has compiled the code, so half of a usual stack suffices.
     */
    static final int DEEPEST_BRACKETS = 100;

    /**
     * The words of one statement, ended by a token of type EOF.
     *
     * @param tokens the words, the end included
     * @param unbalanced a bracket without partner, null when all have one
     */
    record StatementTokens(
            List<Token> tokens,
            @org.jspecify.annotations.Nullable Token unbalanced) {}

    private final String text;
    private final SourceSpan part;
    private final List<Diagnostic> diagnostics;

    /** Reads a part of the text; places are those in the whole text. */
    TokenReader(String text, SourceSpan part, List<Diagnostic> diagnostics) {
        this.text = text;
        this.part = part;
        this.diagnostics = diagnostics;
    }

    /** Reads the text. Findings about words are added to the diagnostics; too deep nesting ends the reading. */
    List<StatementTokens> statements() {
        List<CommonToken> tokens = words();
        retypeSources(tokens);
        return split(tokens);
    }

    private List<CommonToken> words() {
        KqlLexer lexer = new KqlLexer(new StringCharStream(text, part.start(), part.end()));
        lexer.removeErrorListeners();
        List<CommonToken> tokens = new ArrayList<>(part.length() / 4 + 1);
        int unknownEnd = -1;
        while (true) {
            CommonToken token = (CommonToken) lexer.nextToken();
            switch (token.getType()) {
                case KqlLexer.UNTERMINATED_STRING ->
                    diagnostics.add(SyntaxError.UNTERMINATED_STRING.at(
                            spanOf(token),
                            "the string has no closing quote",
                            "close the string on its line; write @\"...\" for text with backslashes,"
                                    + " ```...``` for several lines"));
                case KqlLexer.UNKNOWN -> {
                    if (token.getStartIndex() != unknownEnd) {
                        diagnostics.add(SyntaxError.UNEXPECTED_CHARACTER.at(
                                spanOf(token),
                                "unexpected character " + describe(text.charAt(token.getStartIndex())),
                                SyntaxAdvice.ofCharacter(text.charAt(token.getStartIndex()))));
                    }
                    unknownEnd = token.getStopIndex() + 1;
                }
                case KqlLexer.DOT -> addDot(tokens, token);
                default -> tokens.add(token);
            }
            if (token.getType() == Token.EOF || diagnostics.size() >= KqlParser.MOST_DIAGNOSTICS) {
                return tokens;
            }
        }
    }

    /** A point directly behind whole digits belongs to the number: {@code 1000.} is a real. */
    private static void addDot(List<CommonToken> tokens, CommonToken dot) {
        CommonToken last = tokens.isEmpty() ? null : tokens.getLast();
        if (last != null
                && last.getType() == KqlLexer.LONG_LITERAL
                && last.getStopIndex() + 1 == dot.getStartIndex()
                && last.getText().chars().allMatch(c -> c >= '0' && c <= '9')) {
            last.setType(KqlLexer.REAL_LITERAL);
            last.setStopIndex(dot.getStopIndex());
        } else {
            tokens.add(dot);
        }
    }

    static String describe(char c) {
        boolean visible = (c > ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
        return visible ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    private static void retypeSources(List<CommonToken> tokens) {
        int before = KqlLexer.SEMICOLON;
        for (int i = 0; i < tokens.size(); i++) {
            CommonToken token = tokens.get(i);
            int type = token.getType();
            if (type >= KqlLexer.PRINT && type <= KqlLexer.EVALUATE && !isSource(tokens, i, before)) {
                token.setType(KqlLexer.IDENTIFIER);
            }
            before = type;
        }
    }

    private static boolean isSource(List<CommonToken> tokens, int index, int before) {
        if (before == KqlLexer.PIPE) {
            return true;
        }
        boolean canStart = before == KqlLexer.SEMICOLON
                || before == KqlLexer.OPEN_PARENTHESIS
                || before == KqlLexer.OPEN_BRACE
                || before == KqlLexer.ASSIGN;
        if (!canStart) {
            return false;
        }
        int type = tokens.get(index).getType();
        int next = typeAt(tokens, index + 1);
        if (type == KqlLexer.RANGE) {
            int fromAt = next == KqlLexer.OPEN_BRACKET ? index + 4 : index + 2;
            return typeAt(tokens, fromAt) == KqlLexer.FROM;
        }
        return switch (next) {
            case KqlLexer.IN -> type == KqlLexer.SEARCH || type == KqlLexer.FIND;
            case KqlLexer.PLUS, KqlLexer.MINUS -> type == KqlLexer.PRINT && before == KqlLexer.SEMICOLON;
            case Token.EOF,
                    KqlLexer.SEMICOLON,
                    KqlLexer.PIPE,
                    KqlLexer.COMMA,
                    KqlLexer.DOT,
                    KqlLexer.DOT_DOT,
                    KqlLexer.COLON,
                    KqlLexer.ASSIGN,
                    KqlLexer.ARROW,
                    KqlLexer.CLOSE_PARENTHESIS,
                    KqlLexer.CLOSE_BRACKET,
                    KqlLexer.CLOSE_BRACE,
                    KqlLexer.EQUAL_EQUAL,
                    KqlLexer.NOT_EQUAL,
                    KqlLexer.EQUAL_TILDE,
                    KqlLexer.NOT_TILDE,
                    KqlLexer.LESS,
                    KqlLexer.LESS_EQUAL,
                    KqlLexer.GREATER,
                    KqlLexer.GREATER_EQUAL,
                    KqlLexer.SLASH,
                    KqlLexer.PERCENT,
                    KqlLexer.AND,
                    KqlLexer.OR,
                    KqlLexer.NOT_IN,
                    KqlLexer.IN_TILDE,
                    KqlLexer.NOT_IN_TILDE,
                    KqlLexer.HAS_ANY,
                    KqlLexer.HAS_ALL,
                    KqlLexer.BETWEEN,
                    KqlLexer.NOT_BETWEEN,
                    KqlLexer.MATCHES_REGEX,
                    KqlLexer.STRING_OPERATOR -> false;
            default -> true;
        };
    }

    private static int typeAt(List<CommonToken> tokens, int index) {
        return index < tokens.size() ? tokens.get(index).getType() : Token.EOF;
    }

    private List<StatementTokens> split(List<CommonToken> tokens) {
        List<StatementTokens> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        Deque<Token> open = new ArrayDeque<>();
        Token unbalanced = null;
        for (CommonToken token : tokens) {
            int type = token.getType();
            if (type == Token.EOF || (type == KqlLexer.SEMICOLON && open.isEmpty())) {
                if (!current.isEmpty()) {
                    current.add(endAt(token));
                    statements.add(
                            new StatementTokens(List.copyOf(current), unbalanced == null ? open.peek() : unbalanced));
                    current.clear();
                }
                continue;
            }
            current.add(token);
            switch (type) {
                case KqlLexer.OPEN_PARENTHESIS, KqlLexer.OPEN_BRACKET, KqlLexer.OPEN_BRACE -> {
                    open.push(token);
                    if (open.size() > DEEPEST_BRACKETS) {
                        throw SyntaxError.TOO_DEEP.exception(
                                spanOf(token),
                                "brackets are nested more than " + DEEPEST_BRACKETS + " deep",
                                "name inner parts with let");
                    }
                }
                case KqlLexer.CLOSE_PARENTHESIS, KqlLexer.CLOSE_BRACKET, KqlLexer.CLOSE_BRACE -> {
                    Token opening = open.poll();
                    boolean fits = opening != null && partners(opening.getType(), type);
                    if (!fits && unbalanced == null) {
                        unbalanced = opening == null ? token : opening;
                    }
                }
                default -> {}
            }
        }
        return statements;
    }

    static boolean partners(int open, int close) {
        return switch (open) {
            case KqlLexer.OPEN_PARENTHESIS -> close == KqlLexer.CLOSE_PARENTHESIS;
            case KqlLexer.OPEN_BRACKET -> close == KqlLexer.CLOSE_BRACKET;
            default -> close == KqlLexer.CLOSE_BRACE;
        };
    }

    private static Token endAt(CommonToken token) {
        CommonToken end = new CommonToken(Token.EOF, "");
        end.setStartIndex(token.getStartIndex());
        end.setStopIndex(token.getStartIndex() - 1);
        return end;
    }

    static SourceSpan spanOf(Token token) {
        int start = Math.max(token.getStartIndex(), 0);
        return new SourceSpan(start, Math.max(token.getStopIndex() + 1, start));
    }
}
