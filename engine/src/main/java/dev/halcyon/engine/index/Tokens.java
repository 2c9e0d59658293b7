package dev.halcyon.engine.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Cuts text into tokens: maximal runs of ASCII letters and digits, letter case folded. Every term of R51 that is written
 * in ASCII is a token wherever it stands, whatever surrounds it; a needle with other letters is looked for by its ASCII
 * parts alone, or not at all.
 *
 * <p>A token of {@value #PREFIX_LENGTH} characters or more also counts as the prefix it begins with, so that
 * {@code hasprefix} finds it. Tokens are known by a 64-bit hash.
 */
public final class Tokens {

    /** Length of the prefixes that are remembered. */
    public static final int PREFIX_LENGTH = 4;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long PREFIX_SALT = 0x9e3779b97f4a7c15L;

    // The only letters beyond ASCII whose lower case is in it.
    private static final char KELVIN_SIGN = '\u212a';
    private static final char DOTTED_CAPITAL_I = '\u0130';

    private static final byte[] FOLDED = folded();

    private Tokens() {}

    private static byte[] folded() {
        byte[] folded = new byte[128];
        for (char c = '0'; c <= '9'; c++) {
            folded[c] = (byte) c;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            folded[c] = (byte) c;
            folded[c - 'a' + 'A'] = (byte) c;
        }
        return folded;
    }

    /** The folded character of a token, 0 for one that ends tokens. */
    private static int fold(char c) {
        if (c < 128) {
            return FOLDED[c];
        }
        return c == KELVIN_SIGN ? 'k' : c == DOTTED_CAPITAL_I ? 'i' : 0;
    }

    /** Gives the hash of every token of a text and of every prefix, repetitions included. */
    public static void forEach(String text, LongConsumer target) {
        long hash = OFFSET;
        int length = 0;
        for (int index = 0; index < text.length(); index++) {
            int c = fold(text.charAt(index));
            if (c != 0) {
                hash = (hash ^ c) * PRIME;
                length++;
                if (length == PREFIX_LENGTH) {
                    target.accept(prefix(hash));
                }
            } else if (length > 0) {
                target.accept(mixed(hash));
                hash = OFFSET;
                length = 0;
            }
        }
        if (length > 0) {
            target.accept(mixed(hash));
        }
    }

    /**
     * The hashes that a text must have when it holds a needle.
     *
     * @param startsToken whether the needle's first character stands at the start of a token wherever it is found
     * @param endsToken whether its last character stands at the end of one
     */
    public static List<Long> ofNeedle(String needle, boolean startsToken, boolean endsToken) {
        List<Long> hashes = new ArrayList<>();
        int position = 0;
        while (position < needle.length()) {
            if (fold(needle.charAt(position)) == 0) {
                position++;
                continue;
            }
            int start = position;
            long hash = OFFSET;
            long prefix = 0;
            while (position < needle.length() && fold(needle.charAt(position)) != 0) {
                hash = (hash ^ fold(needle.charAt(position))) * PRIME;
                position++;
                if (position - start == PREFIX_LENGTH) {
                    prefix = hash;
                }
            }
            boolean fromStart = start > 0 || startsToken;
            boolean toEnd = position < needle.length() || endsToken;
            if (fromStart && toEnd) {
                hashes.add(mixed(hash));
            } else if (fromStart && position - start >= PREFIX_LENGTH) {
                hashes.add(prefix(prefix));
            }
        }
        return hashes;
    }

    private static long prefix(long hash) {
        return mixed(hash ^ PREFIX_SALT);
    }

    /** FNV spreads its low bits well and its high ones badly; both are used. */
    private static long mixed(long hash) {
        long mixed = hash;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
