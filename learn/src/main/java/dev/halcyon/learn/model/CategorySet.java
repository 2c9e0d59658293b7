package dev.halcyon.learn.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A set of category codes 0 … 255, four machine words. */
public record CategorySet(long first, long second, long third, long fourth) {
    public static final int CAPACITY = 256;

    /**
     * The set of the given codes.
     *
     * @throws IllegalArgumentException for a code outside 0 … 255
     */
    public static CategorySet of(int... codes) {
        long[] words = new long[4];
        for (int code : codes) {
            if (code < 0 || code >= CAPACITY) {
                throw new IllegalArgumentException("A category code lies in 0 … 255, not %d.".formatted(code));
            }
            words[code >>> 6] |= 1L << (code & 63);
        }
        return new CategorySet(words[0], words[1], words[2], words[3]);
    }

    /** Whether the code is in the set; false for codes outside 0 … 255. */
    public boolean contains(int code) {
        long word = switch (code >> 6) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            case 3 -> fourth;
            default -> 0;
        };
        return (word >>> (code & 63) & 1) == 1;
    }

    /** The codes in ascending order. */
    public int[] codes() {
        return IntStream.range(0, CAPACITY).filter(this::contains).toArray();
    }

    /** The largest code, or -1 for the empty set. */
    public int largest() {
        return Arrays.stream(codes()).max().orElse(-1);
    }
}
