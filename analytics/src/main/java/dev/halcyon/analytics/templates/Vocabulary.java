package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers for the tokens of forms: a hash table that is asked with a range of characters, for every token of every form. */
final class Vocabulary {

    /** Any token. */
    static final int ANY = -1;

    /** Any text in double quotes. */
    static final int ANY_DOUBLE_QUOTED = -2;

    /** Any text in single quotes. */
    static final int ANY_SINGLE_QUOTED = -3;

    private static final int NONE = -1;

    private int[] numbers = new int[1024];
    private int[] hashes = new int[numbers.length];
    private final List<char[]> characters = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<TokenKind> kinds = new ArrayList<>();

    Vocabulary() {
        Arrays.fill(numbers, NONE);
    }

    /** A form as tokens. */
    Cluster cluster(MaskedForm form) {
        char[] text = form.text();
        int count = 0;
        for (char c : text) {
            count += LineScanner.isBoundary(c) ? 1 : 0;
        }
        int[] tokens = new int[count];
        boolean[] spaced = new boolean[count];
        TokenKind[] tokenKinds = new TokenKind[count];
        int start = 0;
        for (int token = 0; token < count; token++) {
            spaced[token] = text[start] == LineScanner.SPACED;
            int end = start + 1;
            while (end < text.length && !LineScanner.isBoundary(text[end])) {
                end++;
            }
            tokens[token] = number(text, start + 1, end);
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

    private int number(char[] text, int from, int to) {
        int hash = 0;
        for (int index = from; index < to; index++) {
            hash = 31 * hash + text[index];
        }
        hash ^= hash >>> 16;
        int slot = slot(hash, text, from, to);
        if (numbers[slot] == NONE) {
            if (2 * texts.size() >= numbers.length) {
                grow();
                slot = slot(hash, text, from, to);
            }
            String token = new String(text, from, to - from);
            numbers[slot] = texts.size();
            hashes[slot] = hash;
            characters.add(token.toCharArray());
            texts.add(token);
            kinds.add(kind(token));
        }
        return numbers[slot];
    }

    private int slot(int hash, char[] text, int from, int to) {
        int mask = numbers.length - 1;
        int slot = hash & mask;
        while (numbers[slot] != NONE && !(hashes[slot] == hash && is(numbers[slot], text, from, to))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int number, char[] text, int from, int to) {
        char[] own = characters.get(number);
        return Arrays.equals(own, 0, own.length, text, from, to);
    }

    private void grow() {
        int[] numbersBefore = numbers;
        int[] hashesBefore = hashes;
        numbers = new int[2 * numbersBefore.length];
        hashes = new int[numbers.length];
        Arrays.fill(numbers, NONE);
        int mask = numbers.length - 1;
        for (int before = 0; before < numbersBefore.length; before++) {
            if (numbersBefore[before] != NONE) {
                int slot = hashesBefore[before] & mask;
                while (numbers[slot] != NONE) {
                    slot = (slot + 1) & mask;
                }
                numbers[slot] = numbersBefore[before];
                hashes[slot] = hashesBefore[before];
            }
        }
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
