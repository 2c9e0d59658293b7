package dev.halcyon.analytics.mining;

import java.util.Arrays;
import java.util.List;

/**
 * A table of discrete values: equal rows are one row with a weight, rows are in the order of their codes.
 *
 * @param columns the codes, column by column, 0 for the smallest value of a column
 * @param weights the weight of each row in the first set
 * @param otherWeights the weight of each row in the second set, 0 where only one is mined
 */
public record CodedTable(int[][] columns, double[] weights, double[] otherWeights) {

    /** The number of distinct rows. */
    public int rows() {
        return weights.length;
    }

    /** The number of columns. */
    public int width() {
        return columns.length;
    }

    /** The weight of the first set. */
    public double total() {
        return Arrays.stream(weights).sum();
    }

    /** The weight of the second set. */
    public double otherTotal() {
        return Arrays.stream(otherWeights).sum();
    }

    /** Collects rows; rows of millions of different ones cost their codes and little more. */
    public static final class Builder {

        private static final int FIRST_CAPACITY = 64;

        /** The codes, row after row. */
        private int[] codes = new int[0];

        private double[] weights = new double[FIRST_CAPACITY];
        private double[] otherWeights = new double[FIRST_CAPACITY];

        /** The hash of each row, so that most different rows are told apart without a look at their codes. */
        private int[] hashes = new int[FIRST_CAPACITY];

        /** The number of a row plus one, by the hash of its codes. */
        private int[] slots = new int[2 * FIRST_CAPACITY];

        private int rows;

        /**
         * Adds a row.
         *
         * @param row a code for each column
         * @return true when it is the first row of these codes
         */
        public boolean add(int[] row, double weight, double otherWeight) {
            int hash = hash(row);
            int slot = slot(row, hash);
            boolean first = slots[slot] == 0;
            if (first) {
                append(row, hash);
                slots[slot] = rows;
            }
            int at = slots[slot] - 1;
            weights[at] += weight;
            otherWeights[at] += otherWeight;
            if (2 * rows > slots.length) {
                grow();
            }
            return first;
        }

        private void append(int[] row, int hash) {
            if (rows == weights.length) {
                weights = Arrays.copyOf(weights, 2 * rows);
                otherWeights = Arrays.copyOf(otherWeights, 2 * rows);
                hashes = Arrays.copyOf(hashes, 2 * rows);
            }
            int from = rows * row.length;
            if (from + row.length > codes.length) {
                codes = Arrays.copyOf(codes, Math.multiplyExact(weights.length, row.length));
            }
            System.arraycopy(row, 0, codes, from, row.length);
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
            int from = number * row.length;
            return hashes[number] == hash && Arrays.equals(row, 0, row.length, codes, from, from + row.length);
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

        /**
         * The table.
         *
         * @param ranks for each column the rank of each code among the column's values
         */
        public CodedTable build(List<int[]> ranks) {
            int width = ranks.size();
            int[][] columns = new int[width][rows];
            for (int column = 0; column < width; column++) {
                int[] ofColumn = ranks.get(column);
                for (int row = 0; row < rows; row++) {
                    columns[column][row] = ofColumn[codes[row * width + column]];
                }
            }
            int[] order = order(columns);
            int[][] sorted = new int[width][rows];
            double[] first = new double[rows];
            double[] second = new double[rows];
            for (int row = 0; row < rows; row++) {
                first[row] = weights[order[row]];
                second[row] = otherWeights[order[row]];
            }
            for (int column = 0; column < width; column++) {
                for (int row = 0; row < rows; row++) {
                    sorted[column][row] = columns[column][order[row]];
                }
            }
            return new CodedTable(sorted, first, second);
        }

        /** Rows by their codes: counted and placed column by column, the last column first. */
        private int[] order(int[][] columns) {
            int[] order = new int[rows];
            for (int row = 0; row < rows; row++) {
                order[row] = row;
            }
            int[] placed = new int[rows];
            for (int column = columns.length - 1; column >= 0; column--) {
                int[] ofColumn = columns[column];
                int[] places = new int[Arrays.stream(ofColumn).max().orElse(0) + 2];
                for (int code : ofColumn) {
                    places[code + 1]++;
                }
                Arrays.parallelPrefix(places, Integer::sum);
                for (int row : order) {
                    placed[places[ofColumn[row]]++] = row;
                }
                int[] before = order;
                order = placed;
                placed = before;
            }
            return order;
        }
    }
}
