package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What to write instead of words that people bring along from other languages. */
final class SyntaxAdvice {

    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("like", "use has, contains, startswith or matches regex"),
            Map.entry("is", "use isnull(x), isempty(x), isnotnull(x) or isnotempty(x)"),
            Map.entry("ascending", "write asc"),
            Map.entry("descending", "write desc"),
            Map.entry("week", "there is no unit of weeks: write 7d"),
            Map.entry("weeks", "there is no unit of weeks: write 7d"),
            Map.entry("=", "use == to compare"));

    private static final Map<String, String> FOREIGN_OPERATORS = Map.of(
            "group", "write summarize … by …",
            "select", "write project to choose columns",
            "having", "write where behind summarize",
            "from", "begin with the table: Table | where …",
            "orderby", "write order by",
            "head", "write take",
            "rename", "write project-rename new = old",
            "drop", "write project-away");

    private static final Map<String, String> FOREIGN_CHARACTERS =
            Map.of("&", "write and", "!", "write not(…), or one of !=, !in, !has", "#", "comments begin with //");

    private SyntaxAdvice() {}

    /** Advice about a word that cannot stand where it was found. */
    static @Nullable String of(List<Token> tokens, Token found) {
        int index = Math.min(found.getTokenIndex(), tokens.size() - 1);
        String before = index > 0 ? tokens.get(index - 1).getText() : "";
        if (index > 0 && tokens.getFirst().getText().equalsIgnoreCase("select")) {
            return "a query begins with its table: Table | where … | project …";
        }
        if (before.equals("not")) {
            return "write not(…) with parentheses";
        }
        if (found.getType() == KqlLexer.COMMA && follows(tokens, index, KqlLexer.BETWEEN, KqlLexer.NOT_BETWEEN)) {
            return "write between (from .. to)";
        }
        if (found.getType() == KqlLexer.COMMA && follows(tokens, index, KqlLexer.IN, KqlLexer.NOT_IN)) {
            return "write the list in parentheses: in (a, b)";
        }
        if (found.getText().equals("by") && before.equals("count")) {
            return "write summarize count() by …";
        }
        return FOREIGN.get(found.getText().toLowerCase(Locale.ROOT));
    }

    /** Advice about a word behind a bar that is no operator. */
    static @Nullable String ofOperator(String name) {
        return FOREIGN_OPERATORS.get(name.toLowerCase(Locale.ROOT));
    }

    /** Advice about a character that no word begins with. */
    static @Nullable String ofCharacter(char c) {
        return FOREIGN_CHARACTERS.get(String.valueOf(c));
    }

    // Within the few words of a list or a range.
    private static boolean follows(List<Token> tokens, int index, int first, int second) {
        int depth = 0;
        for (int at = index - 1; at >= 0; at--) {
            int type = tokens.get(at).getType();
            if (type == KqlLexer.CLOSE_PARENTHESIS || type == KqlLexer.CLOSE_BRACKET) {
                depth++;
            } else if (type == KqlLexer.OPEN_PARENTHESIS || type == KqlLexer.OPEN_BRACKET) {
                depth--;
                if (depth < 0) {
                    return at > 0
                            && (tokens.get(at - 1).getType() == first
                                    || tokens.get(at - 1).getType() == second);
                }
            }
        }
        return false;
    }
}
