package dev.halcyon.workspace.access.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A word of a condition.
 *
 * @param text what it says: of a quoted text what stands between the quotes, of an attribute what stands between the
 *     brackets
 * @param source of an attribute the word behind {@code @}, else empty
 * @param position where it begins
 */
record ConditionToken(Kind kind, String text, String source, int position) {

    /** What a token is. */
    enum Kind {
        PUNCTUATION,
        WORD,
        TEXT,
        ATTRIBUTE,
        END
    }

    ConditionToken {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(source, "source");
    }

    boolean is(String punctuation) {
        return kind == Kind.PUNCTUATION && text.equals(punctuation);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As an error message names it. */
    String shown() {
        return switch (kind) {
            case PUNCTUATION, WORD -> "'" + text + "'";
            case TEXT -> "the text '" + text + "'";
            case ATTRIBUTE -> "the attribute @%s[%s]".formatted(source, text);
            case END -> "the end";
        };
    }

    /**
     * The tokens of a condition, the end last.
     *
     * @throws ConditionException when a character begins none, or a text or attribute does not end
     */
    static List<ConditionToken> of(String text) {
        List<ConditionToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("&&", at) || text.startsWith("||", at)) {
                tokens.add(new ConditionToken(Kind.PUNCTUATION, text.substring(at, at + 2), "", at));
                at += 2;
            } else if ("(){},!".indexOf(c) >= 0) {
                tokens.add(new ConditionToken(Kind.PUNCTUATION, String.valueOf(c), "", at));
                at++;
            } else if (c == '\'') {
                at = quoted(text, at, tokens);
            } else if (c == '@') {
                at = attribute(text, at, tokens);
            } else if (isWordCharacter(c)) {
                int end = endOfWord(text, at);
                tokens.add(new ConditionToken(Kind.WORD, text.substring(at, end), "", at));
                at = end;
            } else {
                throw new ConditionException("the character '%s' has no meaning here".formatted(c), at);
            }
        }
        tokens.add(new ConditionToken(Kind.END, "", "", at));
        return tokens;
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '_';
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int quoted(String text, int start, List<ConditionToken> tokens) {
        StringBuilder value = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                tokens.add(new ConditionToken(Kind.TEXT, value.toString(), "", start));
                return at + 1;
            }
            if (c == '\\') {
                at++;
                if (at == text.length() || "\\'".indexOf(text.charAt(at)) < 0) {
                    throw new ConditionException("a backslash stands before ' or \\ only", at - 1);
                }
            }
            value.append(text.charAt(at));
        }
        throw new ConditionException("the text that begins here does not end: a ' is missing", start);
    }

    private static int attribute(String text, int start, List<ConditionToken> tokens) {
        int bracket = endOfWord(text, start + 1);
        int end = text.indexOf(']', start);
        if (bracket == start + 1 || bracket >= text.length() || text.charAt(bracket) != '[' || end < bracket) {
            throw new ConditionException("an attribute is written @Resource[NAME]", start);
        }
        tokens.add(new ConditionToken(
                Kind.ATTRIBUTE, text.substring(bracket + 1, end).strip(), text.substring(start + 1, bracket), start));
        return end + 1;
    }
}
