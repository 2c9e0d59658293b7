package dev.halcyon.engine.runtime;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The state of {@code hll()}: how many distinct values there were (R91). Few values are kept as their 64-bit hashes and
 * counted exactly; many become HyperLogLog registers, counted with the improved raw estimator of Ertl.
 *
 * <p>Its dynamic form is {@code ["hll", 1, b, "hashes"|"registers", base64]}: version 1, 2^b registers, then either the
 * sorted hashes as 8 big-endian bytes each, or one byte for each register. States of any precision can be merged, the
 * smaller one wins.
 */
public final class DistinctSketch {

    private static final String NAME = "hll";
    private static final String HASHES = "hashes";
    private static final String REGISTERS = "registers";
    private static final long VERSION = 1;

    /** Register counts by accuracy level (R91). */
    private static final int[] BITS = {12, 14, 16, 17, 18};

    private final int bits;
    private final long[] hashes;
    private final byte[] registers;

    private DistinctSketch(int bits, long[] hashes, byte[] registers) {
        this.bits = bits;
        this.hashes = hashes;
        this.registers = registers;
    }

    /** A sketch of the values with these hashes, at an accuracy level from 0 to 4. */
    static DistinctSketch of(LongStream hashes, int accuracy) {
        int bits = BITS[Math.clamp(accuracy, 0, BITS.length - 1)];
        return of(bits, hashes.sorted().distinct().toArray());
    }

    private static DistinctSketch of(int bits, long[] sorted) {
        if (sorted.length <= mostHashes(bits)) {
            return new DistinctSketch(bits, sorted, new byte[0]);
        }
        return new DistinctSketch(bits, new long[0], registers(bits, sorted));
    }

    /** As many as take half the room of the registers. */
    private static int mostHashes(int bits) {
        return 1 << (bits - 4);
    }

    private static byte[] registers(int bits, long[] hashes) {
        byte[] registers = new byte[1 << bits];
        for (long hash : hashes) {
            int register = (int) (hash >>> (Long.SIZE - bits));
            byte rank = (byte) (Math.min(Long.numberOfLeadingZeros(hash << bits), Long.SIZE - bits) + 1);
            registers[register] = (byte) Math.max(registers[register], rank);
        }
        return registers;
    }

    /** Reads the dynamic form; empty for anything else. */
    static Optional<DistinctSketch> read(Json value) {
        if (!(value instanceof Json.Array array) || array.elements().size() != 5) {
            return Optional.empty();
        }
        List<Json> parts = array.elements();
        boolean known = parts.get(0).equals(new Json.Text(NAME)) && parts.get(1).equals(Json.of(VERSION));
        if (!known
                || !(parts.get(2) instanceof Json.Numeric number)
                || !(parts.get(4) instanceof Json.Text text)
                || !number.isInteger()) {
            return Optional.empty();
        }
        int bits = (int) number.real();
        try {
            byte[] bytes = Base64.getDecoder().decode(text.value());
            return read(bits, parts.get(3).plainText(), bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<DistinctSketch> read(int bits, String form, byte[] bytes) {
        if (Arrays.stream(BITS).noneMatch(known -> known == bits)) {
            return Optional.empty();
        }
        if (form.equals(HASHES) && bytes.length % Long.BYTES == 0) {
            LongBuffer buffer = ByteBuffer.wrap(bytes).asLongBuffer();
            long[] hashes = new long[buffer.remaining()];
            buffer.get(hashes);
            return Optional.of(
                    of(bits, LongStream.of(hashes).sorted().distinct().toArray()));
        }
        return form.equals(REGISTERS) && bytes.length == 1 << bits
                ? Optional.of(new DistinctSketch(bits, new long[0], bytes))
                : Optional.empty();
    }

    Json write() {
        boolean exact = isExact();
        byte[] bytes = registers;
        if (exact) {
            ByteBuffer buffer = ByteBuffer.allocate(hashes.length * Long.BYTES);
            buffer.asLongBuffer().put(hashes);
            bytes = buffer.array();
        }
        return new Json.Array(List.of(
                new Json.Text(NAME),
                Json.of(VERSION),
                Json.of((long) bits),
                new Json.Text(exact ? HASHES : REGISTERS),
                new Json.Text(Base64.getEncoder().encodeToString(bytes))));
    }

    /** True while every value is kept. */
    public boolean isExact() {
        return registers.length == 0;
    }

    /** The sketch of the values of both. */
    DistinctSketch merge(DistinctSketch other) {
        int common = Math.min(bits, other.bits);
        if (isExact() && other.isExact()) {
            return of(
                    common,
                    LongStream.concat(LongStream.of(hashes), LongStream.of(other.hashes))
                            .sorted()
                            .distinct()
                            .toArray());
        }
        byte[] merged = registers(common).clone();
        byte[] others = other.registers(common);
        for (int register = 0; register < merged.length; register++) {
            merged[register] = (byte) Math.max(merged[register], others[register]);
        }
        return new DistinctSketch(common, new long[0], merged);
    }

    /** The registers this sketch has with fewer of them. */
    private byte[] registers(int fewerBits) {
        if (isExact()) {
            return registers(fewerBits, hashes);
        }
        int dropped = bits - fewerBits;
        if (dropped == 0) {
            return registers;
        }
        byte[] folded = new byte[1 << fewerBits];
        for (int register = 0; register < registers.length; register++) {
            int rank = registers[register];
            if (rank == 0) {
                continue;
            }
            // The dropped bits of the register's number come before the zeros that its rank counts.
            int lower = register & ((1 << dropped) - 1);
            int foldedRank =
                    lower == 0 ? rank + dropped : Integer.numberOfLeadingZeros(lower) - (Integer.SIZE - dropped) + 1;
            int target = register >>> dropped;
            folded[target] = (byte) Math.max(folded[target], foldedRank);
        }
        return folded;
    }

    /** The hashes of an exact sketch. */
    public LongStream hashes() {
        return LongStream.of(hashes);
    }

    /** How many distinct values there were: exact for few, else within the error of the level. */
    public long count() {
        if (isExact()) {
            return hashes.length;
        }
        int most = Long.SIZE - bits;
        double size = registers.length;
        int[] counts = new int[most + 2];
        for (byte rank : registers) {
            counts[Math.clamp(rank, 0, most + 1)]++;
        }
        double z = size * tau((size - counts[most + 1]) / size);
        for (int rank = most; rank >= 1; rank--) {
            z = 0.5 * (z + counts[rank]);
        }
        z += size * sigma(counts[0] / size);
        return Math.round(size * size / (2 * Math.log(2) * z));
    }

    private static double sigma(double start) {
        if (start == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = start;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z != before);
        return z;
    }

    private static double tau(double start) {
        if (start == 0 || start == 1) {
            return 0;
        }
        double x = start;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z != before);
        return z / 3;
    }
}
