package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** When a name needs quotes (R1). */
public final class Names {
    /** R1. */
    private static final int LONGEST_WORD = 1024;

    /** Words that open a statement or a clause where a name could stand too. */
    private static final Set<Integer> CLAUSES = Set.of(
            KqlLexer.ALIAS,
            KqlLexer.AS,
            KqlLexer.ASC,
            KqlLexer.BAGEXPANSION,
            KqlLexer.BY,
            KqlLexer.DECLARE,
            KqlLexer.DESC,
            KqlLexer.FIRST,
            KqlLexer.FLAGS,
            KqlLexer.KIND,
            KqlLexer.LAST,
            KqlLexer.LET,
            KqlLexer.OF,
            KqlLexer.ON,
            KqlLexer.ORDER,
            KqlLexer.PARTITION,
            KqlLexer.RESTRICT,
            KqlLexer.SET,
            KqlLexer.VIEW,
            KqlLexer.WHERE,
            KqlLexer.WITH,
            KqlLexer.WITH_ITEMINDEX,
            KqlLexer.WITH_NODE_ID);

    private Names() {}

    /** The name as it must be written in a query: {@code a}, or {@code ['a b']} when it is no plain word. */
    public static String quotedIfNeeded(String name) {
        return isPlain(name) ? name : quoted(name);
    }

    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("['");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '\\', '\'' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c);
            }
        }
        return quoted.append("']").toString();
    }

    /** Whether the name is one word in the grammar's eyes, a keyword or not; parameters of operators are written so. */
    public static boolean isWord(String name) {
        int type = wordType(name);
        return type == KqlLexer.IDENTIFIER || (type >= KqlLexer.ACCESS && type <= KqlLexer.WITH_NODE_ID);
    }

    /** Whether the word is taken for a name in every place where a name can stand. */
    private static boolean isPlain(String name) {
        int type = wordType(name);
        return type == KqlLexer.IDENTIFIER
                || (type >= KqlLexer.ACCESS && type <= KqlLexer.WITH_NODE_ID && !CLAUSES.contains(type));
    }

    /** The type of the only word in a text, or EOF when it has none or several. */
    private static int wordType(String text) {
        if (text.isEmpty() || text.length() > LONGEST_WORD) {
            return Token.EOF;
        }
        KqlLexer lexer = new KqlLexer(new StringCharStream(text));
        lexer.removeErrorListeners();
        Token first = lexer.nextToken();
        boolean whole = first.getStartIndex() == 0 && first.getStopIndex() == text.length() - 1;
        return whole ? first.getType() : Token.EOF;
    }
}
