package dev.halcyon.kql.assist;

import dev.halcyon.kql.BoundQuery;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.ResultColumn;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** A place in a text: the words before it, the operator it stands in, the columns in scope. */
final class Place {
    private final String text;
    private final int offset;
    private final KqlSchema schema;
    private final List<Token> before;

    /** The place behind {@code offset} UTF-16 units of the text. */
    Place(String text, int offset, KqlSchema schema) {
        this.text = text;
        this.offset = offset;
        this.schema = schema;
        this.before = words(text.substring(0, offset));
    }

    /** Words with offsets in UTF-16 units, which is what {@link String} counts in. */
    static List<Token> words(String text) {
        KqlLexer lexer = new KqlLexer(CharStreams.fromString(text.replaceAll("[\\ud800-\\udfff]", "_")));
        lexer.removeErrorListeners();
        List<Token> words = new ArrayList<>();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            words.add(token);
        }
        return words;
    }

    /** The words before the place, the one being typed left out. */
    List<Token> before() {
        boolean typing = !before.isEmpty()
                && before.getLast().getStopIndex() + 1 == offset
                && Character.isJavaIdentifierPart(text.charAt(offset - 1));
        return typing ? before.subList(0, before.size() - 1) : before;
    }

    /** Whether the place lies in a string or a comment. */
    boolean isInText() {
        int line = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
        if (!before.isEmpty() && before.getLast().getType() == KqlLexer.UNTERMINATED_STRING) {
            return true;
        }
        int lastEnd = before.isEmpty() ? 0 : before.getLast().getStopIndex() + 1;
        return text.substring(Math.min(Math.max(line, lastEnd), offset), offset).contains("//");
    }

    /** The position in {@link #before()} of the word that begins the operator, or of the bracket around it; -1 if none. */
    int operatorStart() {
        List<Token> words = before();
        int depth = 0;
        for (int index = words.size() - 1; index >= 0; index--) {
            switch (words.get(index).getType()) {
                case KqlLexer.CLOSE_PARENTHESIS, KqlLexer.CLOSE_BRACKET, KqlLexer.CLOSE_BRACE -> depth++;
                case KqlLexer.OPEN_PARENTHESIS, KqlLexer.OPEN_BRACKET, KqlLexer.OPEN_BRACE -> depth--;
                case KqlLexer.PIPE -> {
                    if (depth <= 0) {
                        return index + 1;
                    }
                }
                case KqlLexer.SEMICOLON -> {
                    if (depth <= 0) {
                        return index + 1;
                    }
                }
                default -> {}
            }
        }
        return 0;
    }

    /** The columns that an expression at the place can read; none when the part before it does not bind. */
    List<ResultColumn> columns() {
        List<Token> words = before();
        int start = operatorStart();
        if (start == 0 || words.get(start - 1).getType() != KqlLexer.PIPE) {
            return List.of();
        }
        int end = words.get(start - 1).getStartIndex();
        int begin = 0;
        int statements = 0;
        int depth = 0;
        for (int index = start - 2; index >= 0; index--) {
            int type = words.get(index).getType();
            if (type == KqlLexer.CLOSE_PARENTHESIS || type == KqlLexer.CLOSE_BRACE || type == KqlLexer.CLOSE_BRACKET) {
                depth++;
            } else if (type == KqlLexer.OPEN_PARENTHESIS
                    || type == KqlLexer.OPEN_BRACE
                    || type == KqlLexer.OPEN_BRACKET) {
                depth--;
                if (depth < 0 && begin == 0) {
                    begin = words.get(index).getStopIndex() + 1;
                }
            } else if (type == KqlLexer.SEMICOLON && depth <= 0) {
                statements = words.get(index).getStopIndex() + 1;
                begin = Math.max(begin, statements);
                break;
            }
        }
        return bind(text.substring(0, statements), text.substring(begin, end));
    }

    private List<ResultColumn> bind(String definitions, String pipe) {
        String rest = pipe;
        // let name = T | …: what is bound is behind the sign.
        java.util.regex.Matcher let = LET.matcher(rest);
        if (let.find()) {
            rest = rest.substring(let.end());
        }
        while (true) {
            BoundQuery bound = Kql.bind(definitions + "\n" + rest, schema);
            if (bound.ok() && !bound.results().isEmpty()) {
                return bound.columns();
            }
            int last = rest.lastIndexOf('|');
            if (last < 0) {
                return List.of();
            }
            rest = rest.substring(0, last);
        }
    }

    // A fixed pattern over our own text; no expression of a user is compiled.
    private static final java.util.regex.Pattern LET =
            java.util.regex.Pattern.compile("^\\s*let\\s+[A-Za-z_][A-Za-z0-9_]*\\s*=");

    /** The names that let statements before the place define. */
    List<String> variables() {
        List<String> names = new ArrayList<>();
        List<Token> words = before();
        for (int index = 0; index + 2 < words.size(); index++) {
            if (words.get(index).getType() == KqlLexer.LET
                    && words.get(index + 2).getType() == KqlLexer.ASSIGN) {
                names.add(words.get(index + 1).getText());
            }
        }
        return names;
    }
}
