package dev.halcyon.analytics.mining;

import java.util.Arrays;

/** Rows of codes with weights; equal rows are one. */
final class DistinctRows {

    private static final int FIRST_CAPACITY = 64;

    private final int width;

    /** The codes, row after row: a row lies together where it is compared. */
    private int[] codes = new int[0];

    private long[] weights = new long[FIRST_CAPACITY];
    private long[] otherWeights = new long[FIRST_CAPACITY];

    /** The hash of each row, so that most different rows are told apart without a look at their codes. */
    private int[] hashes = new int[FIRST_CAPACITY];

    /** The number of a row plus one, by the hash of its codes. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private int rows;

    DistinctRows(int width) {
        this.width = width;
    }

    int rows() {
        return rows;
    }

    void add(int[] row, long weight, long otherWeight) {
        int hash = hash(row);
        int slot = slot(row, hash);
        if (slots[slot] == 0) {
            append(row, hash);
            slots[slot] = rows;
        }
        int at = slots[slot] - 1;
        weights[at] += weight;
        otherWeights[at] += otherWeight;
        if (2 * rows > slots.length) {
            grow();
        }
    }

    private void append(int[] row, int hash) {
        if (rows == weights.length) {
            weights = Arrays.copyOf(weights, 2 * rows);
            otherWeights = Arrays.copyOf(otherWeights, 2 * rows);
            hashes = Arrays.copyOf(hashes, 2 * rows);
        }
        int from = rows * width;
        if (from + width > codes.length) {
            codes = Arrays.copyOf(codes, Math.multiplyExact(weights.length, width));
        }
        System.arraycopy(row, 0, codes, from, width);
        hashes[rows++] = hash;
    }

    private static int hash(int[] row) {
        int hash = 1;
        for (int code : row) {
            hash = (hash ^ code) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    private int slot(int[] row, int hash) {
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0 && !is(slots[slot] - 1, row, hash)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean is(int number, int[] row, int hash) {
        int from = number * width;
        return hashes[number] == hash && Arrays.equals(row, 0, width, codes, from, from + width);
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < rows; number++) {
            int slot = hashes[number] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    int code(int row, int column) {
        return codes[row * width + column];
    }

    long weight(int row) {
        return weights[row];
    }

    long otherWeight(int row) {
        return otherWeights[row];
    }

    /**
     * The rows by their codes: counted and placed column by column, the last column first.
     *
     * @param cardinalities for each column a number greater than its codes
     */
    int[] order(int[] cardinalities) {
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[row] = row;
        }
        int[] placed = new int[rows];
        for (int column = width - 1; column >= 0; column--) {
            int[] places = new int[cardinalities[column] + 1];
            for (int row = 0; row < rows; row++) {
                places[code(row, column) + 1]++;
            }
            for (int code = 0; code < cardinalities[column]; code++) {
                places[code + 1] += places[code];
            }
            for (int row : order) {
                placed[places[code(row, column)]++] = row;
            }
            int[] before = order;
            order = placed;
            placed = before;
        }
        return order;
    }
}
