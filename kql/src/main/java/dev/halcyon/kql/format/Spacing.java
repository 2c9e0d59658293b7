package dev.halcyon.kql.format;

import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.List;
import java.util.Set;

/** Whether a blank stands between two words of a line. */
final class Spacing {

    /** Words before an equals sign that are parameters of operators: {@code kind=inner}. */
    private static final Set<String> PARAMETERS = Set.of(
            "kind",
            "isfuzzy",
            "withsource",
            "with_source",
            "bagexpansion",
            "with_itemindex",
            "flags",
            "decodeblocks",
            "expandoutput",
            "with_match_id");

    private static final Set<Integer> SPACED = Set.of(
            KqlLexer.EQUAL_EQUAL,
            KqlLexer.NOT_EQUAL,
            KqlLexer.EQUAL_TILDE,
            KqlLexer.NOT_TILDE,
            KqlLexer.LESS_EQUAL,
            KqlLexer.GREATER_EQUAL,
            KqlLexer.LESS,
            KqlLexer.GREATER,
            KqlLexer.ARROW,
            KqlLexer.PIPE);

    private Spacing() {}

    static boolean between(List<Word> words, int index) {
        Word left = words.get(index - 1);
        Word right = words.get(index);
        if (left.type() == KqlLexer.COMMA || left.type() == KqlLexer.SEMICOLON) {
            return true;
        }
        if (right.type() == KqlLexer.COMMA
                || right.type() == KqlLexer.SEMICOLON
                || right.type() == KqlLexer.CLOSE_PARENTHESIS
                || right.type() == KqlLexer.CLOSE_BRACKET
                || left.type() == KqlLexer.OPEN_PARENTHESIS
                || left.type() == KqlLexer.OPEN_BRACKET) {
            return false;
        }
        if (left.type() == KqlLexer.CLOSE_PARENTHESIS && right.type() == KqlLexer.OPEN_BRACE) {
            return true;
        }
        if (SPACED.contains(left.type()) || SPACED.contains(right.type())) {
            return true;
        }
        if (right.type() == KqlLexer.ASSIGN) {
            return !isParameter(left);
        }
        if (left.type() == KqlLexer.ASSIGN) {
            return index < 2 || !isParameter(words.get(index - 2));
        }
        if (right.type() == KqlLexer.OPEN_PARENTHESIS && left.type() == KqlLexer.IDENTIFIER) {
            boolean value =
                    index >= 3 && words.get(index - 2).type() == KqlLexer.ASSIGN && isParameter(words.get(index - 3));
            return value && right.spaced();
        }
        return right.spaced();
    }

    private static boolean isParameter(Word word) {
        return word.type() == KqlLexer.HINT_NAME || PARAMETERS.contains(word.text());
    }
}
