package dev.halcyon.engine.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A Bloom filter for each row group of an extent, all of one size and laid side by side: the bits of one position for all
 * groups are neighbours, so that one look answers for the whole extent (bit-sliced signatures; Zobel, Moffat,
 * Ramamohanarao, "Inverted files versus signature files for text indexing", TODS 1998).
 *
 * <p>About one group in a hundred and twenty is named in vain for a token that it does not have.
 */
public final class TokenFilter {

    /** Most groups of one filter: their bits are read as a part of one 64-bit word. */
    public static final int MOST_GROUPS = 56;

    static final int BITS_PER_TOKEN = 10;
    static final int PROBES = 7;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private final int groups;
    private final int positions;
    private final byte[] bits;

    TokenFilter(int groups, int positions) {
        this(groups, positions, new byte[size(groups, positions)]);
    }

    private TokenFilter(int groups, int positions, byte[] bits) {
        this.groups = groups;
        this.positions = positions;
        this.bits = bits;
    }

    /** Its bits, and a word's length behind them so that the last position can be read as a word. */
    private static int size(int groups, int positions) {
        return Math.toIntExact((long) groups * positions / Byte.SIZE + Long.BYTES + 1);
    }

    static int positions(int tokens) {
        return Math.max(64, Math.toIntExact((long) tokens * BITS_PER_TOKEN));
    }

    /** Bytes that a filter takes which remembers so many tokens in its fullest group. */
    static long bytes(int groups, int tokens) {
        return (long) groups * tokens * BITS_PER_TOKEN / Byte.SIZE;
    }

    void add(int group, long hash) {
        long first = hash;
        long step = Long.rotateRight(hash, 32) | 1;
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = (long) position(first) * groups + group;
            bits[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
            first += step;
        }
    }

    private int position(long hash) {
        // The high half of a product spreads evenly over any number of positions.
        return (int) (((hash >>> 32) * positions) >>> 32);
    }

    /** The groups that may have the token. */
    public long groups(long hash) {
        long result = (1L << groups) - 1;
        long first = hash;
        long step = Long.rotateRight(hash, 32) | 1;
        for (int probe = 0; probe < PROBES && result != 0; probe++) {
            long bit = (long) position(first) * groups;
            result &= (long) WORDS.get(bits, (int) (bit >>> 3)) >>> (bit & 7);
            first += step;
        }
        return result;
    }

    /** Its size in memory, in bytes. */
    public int byteCount() {
        return bits.length;
    }

    /** Its stored form. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(HEADER_BYTES + bits.length)
                .putInt(groups)
                .putInt(positions)
                .put(bits)
                .array();
    }

    /**
     * The filter of a stored form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static TokenFilter of(byte[] stored) {
        if (stored.length < HEADER_BYTES) {
            throw new IllegalArgumentException("A token filter has %d bytes".formatted(stored.length));
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        int groups = buffer.getInt();
        int positions = buffer.getInt();
        if (groups < 1 || groups > MOST_GROUPS || positions < 1 || buffer.remaining() != size(groups, positions)) {
            throw new IllegalArgumentException("A token filter of %d groups and %d positions has %d bytes"
                    .formatted(groups, positions, buffer.remaining()));
        }
        byte[] bits = new byte[buffer.remaining()];
        buffer.get(bits);
        return new TokenFilter(groups, positions, bits);
    }
}
