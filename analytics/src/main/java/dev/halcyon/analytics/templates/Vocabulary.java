package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the tokens of forms. */
final class Vocabulary {

    /** Any token. */
    static final int ANY = -1;

    /** Any text in double quotes. */
    static final int ANY_DOUBLE_QUOTED = -2;

    /** Any text in single quotes. */
    static final int ANY_SINGLE_QUOTED = -3;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<TokenKind> kinds = new ArrayList<>();

    /** A form as tokens. */
    Cluster cluster(MaskedForm form) {
        char[] text = form.text();
        int count = 0;
        for (char c : text) {
            count += c == LineScanner.SPACED || c == LineScanner.JOINED ? 1 : 0;
        }
        int[] tokens = new int[count];
        boolean[] spaced = new boolean[count];
        TokenKind[] tokenKinds = new TokenKind[count];
        int start = 0;
        for (int token = 0; token < count; token++) {
            spaced[token] = text[start] == LineScanner.SPACED;
            int end = start + 1;
            while (end < text.length && text[end] != LineScanner.SPACED && text[end] != LineScanner.JOINED) {
                end++;
            }
            tokens[token] = number(new String(text, start + 1, end - start - 1));
            tokenKinds[token] = kinds.get(tokens[token]);
            if (token > 0 && quote(tokens[token - 1]) != 0 && isAssignment(tokens[token])) {
                tokenKinds[token - 1] = TokenKind.WORD;
            }
            start = end;
        }
        return new Cluster(tokens, tokenKinds, spaced, form);
    }

    boolean isAssignment(int token) {
        return isEqualsSign(token) || (token >= 0 && texts.get(token).equals(":"));
    }

    boolean isEqualsSign(int token) {
        return token >= 0 && texts.get(token).equals("=");
    }

    boolean isOpeningBracket(int token) {
        return token >= 0
                && kinds.get(token) == TokenKind.SEPARATOR
                && "([{<".indexOf(texts.get(token).charAt(0)) >= 0;
    }

    /** A word with a placeholder in it: more a value than text. */
    boolean isPartlyMasked(int token) {
        return token < 0 || texts.get(token).chars().anyMatch(c -> Placeholder.isSign((char) c));
    }

    private int number(String token) {
        return numbers.computeIfAbsent(token, text -> {
            texts.add(text);
            kinds.add(kind(text));
            return texts.size() - 1;
        });
    }

    private static TokenKind kind(String token) {
        char first = token.charAt(0);
        if (Characters.classOf(first) == Characters.SEPARATOR) {
            return TokenKind.SEPARATOR;
        }
        if (isQuoted(token)) {
            return TokenKind.VALUE;
        }
        for (int index = 0; index < token.length(); index++) {
            if (Characters.isAlphanumeric(token.charAt(index))) {
                return TokenKind.WORD;
            }
        }
        return TokenKind.VALUE;
    }

    private static boolean isQuoted(String token) {
        char first = token.charAt(0);
        return token.length() > 1 && (first == '"' || first == '\'') && token.charAt(token.length() - 1) == first;
    }

    /** The quote around a token, 0 when there is none. */
    private char quote(int token) {
        if (token < 0) {
            return token == ANY_DOUBLE_QUOTED ? '"' : token == ANY_SINGLE_QUOTED ? '\'' : 0;
        }
        String text = texts.get(token);
        return isQuoted(text) ? text.charAt(0) : 0;
    }

    /** What stands for two different tokens. */
    int any(int left, int right) {
        char quote = quote(left);
        if (quote == 0 || quote != quote(right)) {
            return ANY;
        }
        return quote == '"' ? ANY_DOUBLE_QUOTED : ANY_SINGLE_QUOTED;
    }

    /** A token's text with the signs of its placeholders. */
    String text(int token) {
        return switch (token) {
            case ANY -> String.valueOf(Placeholder.ANY.sign());
            case ANY_DOUBLE_QUOTED -> "\"" + Placeholder.ANY.sign() + '"';
            case ANY_SINGLE_QUOTED -> "'" + Placeholder.ANY.sign() + "'";
            default -> texts.get(token);
        };
    }
}
