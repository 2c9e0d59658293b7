package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.List;

/** Forms that have become one: a token for each place, negative where they differ. */
final class Cluster {

    /** With so many lines, a word that never changed is taken for text. */
    static final int MANY_LINES = 20;

    private final int[] tokens;
    private final TokenKind[] kinds;
    private final boolean[] spaced;
    private final List<MaskedForm> forms = new ArrayList<>(1);
    private long count;

    Cluster(int[] tokens, TokenKind[] kinds, boolean[] spaced, MaskedForm form) {
        this.tokens = tokens;
        this.kinds = kinds;
        this.spaced = spaced;
        this.forms.add(form);
        this.count = form.count();
    }

    int length() {
        return tokens.length;
    }

    int token(int place) {
        return tokens[place];
    }

    TokenKind kind(int place) {
        return kinds[place];
    }

    boolean spaced(int place) {
        return spaced[place];
    }

    List<MaskedForm> forms() {
        return forms;
    }

    long count() {
        return count;
    }

    boolean isWord(int place) {
        return kinds[place] == TokenKind.WORD;
    }

    boolean isConstantWord(int place) {
        return tokens[place] >= 0 && kinds[place] == TokenKind.WORD;
    }

    /**
     * True when the places where both have different words may hold values. A word that stands in one place in many lines,
     * with few others in its stead, belongs to the text: {@code session opened} is not {@code session closed}.
     */
    boolean mayJoin(Cluster other, Vocabulary vocabulary) {
        boolean settled = Math.max(count, other.count) >= MANY_LINES;
        for (int place = 0; place < tokens.length; place++) {
            if (tokens[place] != other.tokens[place]
                    && isConstantWord(place)
                    && other.isConstantWord(place)
                    && (isKey(place, vocabulary)
                            || (settled
                                    && !isBehindKey(place, vocabulary)
                                    && !vocabulary.isPartlyMasked(tokens[place])
                                    && !vocabulary.isPartlyMasked(other.tokens[place])))) {
                return false;
            }
        }
        return true;
    }

    /** The name in {@code name=value}. */
    boolean isKey(int place, Vocabulary vocabulary) {
        return place + 1 < tokens.length && !spaced[place + 1] && vocabulary.isEqualsSign(tokens[place + 1]);
    }

    /** The value in {@code name=value} and {@code name: value}. */
    boolean isBehindKey(int place, Vocabulary vocabulary) {
        int before = place - 1;
        while (before > 0 && vocabulary.isOpeningBracket(tokens[before])) {
            before--;
        }
        return before >= 0 && vocabulary.isAssignment(tokens[before]);
    }

    /** Takes in another of as many tokens. */
    void absorb(Cluster other, Vocabulary vocabulary) {
        for (int place = 0; place < tokens.length; place++) {
            if (tokens[place] != other.tokens[place]) {
                tokens[place] = vocabulary.any(tokens[place], other.tokens[place]);
                if (other.kinds[place] == TokenKind.WORD) {
                    kinds[place] = TokenKind.WORD;
                }
            }
        }
        forms.addAll(other.forms);
        count += other.count;
    }

    /**
     * The share of the words that both have, those that already vary counting half: 0 … 1, 1 when there are no words.
     */
    double similarity(Cluster other) {
        double common = 0;
        int words = 0;
        for (int place = 0; place < tokens.length; place++) {
            boolean word = kinds[place] == TokenKind.WORD;
            boolean otherWord = other.kinds[place] == TokenKind.WORD;
            if (word || otherWord) {
                words++;
                if (tokens[place] < 0 || other.tokens[place] < 0) {
                    common += 0.5;
                } else if (tokens[place] == other.tokens[place]) {
                    common++;
                }
            }
        }
        return words == 0 ? 1 : common / words;
    }
}
