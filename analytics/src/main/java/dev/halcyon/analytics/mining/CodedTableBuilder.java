package dev.halcyon.analytics.mining;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Collects rows for a {@link CodedTable}, as many as come, and then only looks closely at what may be in a pattern: values
 * that are too rare become one before equal rows are. Until then rows are kept column by column; where few of them differ
 * they are merged on the way.
 *
 * <p>Weights become whole multiples of a unit, a power of two so small that the greatest weight keeps at least 30 bits and
 * whole numbers stay what they are. Neither it nor any sum depends on the order of the rows.
 */
public final class CodedTableBuilder {

    /** The values of the columns. */
    @FunctionalInterface
    public interface Values {

        /** Some codes of a column, those of smaller values first. */
        int[] ordered(int column, int[] codes);
    }

    private static final int FIRST_CAPACITY = 1024;

    /** Merging is tried from so many rows on, and again at each multiple of what is left. */
    private static final int MERGED_ROWS = 1 << 16;

    private static final int BETWEEN_MERGES = 4;

    /** Heap bytes of a distinct row besides its codes, while the table is made and while it is searched. */
    private static final int ROW_BYTES = 96;

    private static final int SUM_BITS = 62;
    private static final int MOST_BITS = 52;

    private final int width;
    private final LongConsumer memory;

    /** The codes, and once weights differ the two halves of each row's weight; it is negative in the second set. */
    private int[][] columns;

    /** How many rows each stands for; empty while none are merged. */
    private long[] counts = new long[0];

    private int rows;
    private int mergedFrom = MERGED_ROWS;
    private long all;

    /**
     * @param width the number of columns
     * @param memory called with a number of bytes before they are used; what it throws ends the work
     */
    public CodedTableBuilder(int width, LongConsumer memory) {
        this.width = width;
        this.memory = memory;
        this.columns = new int[width][FIRST_CAPACITY];
    }

    /**
     * Adds a row; the array may be used again.
     *
     * @param codes a code for each column, from 0
     * @param weight positive and finite
     * @param other whether the row is of the second set
     */
    public void add(int[] codes, double weight, boolean other) {
        if (rows == columns[0].length) {
            makeRoom();
        }
        for (int column = 0; column < width; column++) {
            columns[column][rows] = codes[column];
        }
        if (weight != 1 || other || columns.length > width) {
            mark(rows, other ? -weight : weight);
        }
        if (counts.length > 0) {
            counts[rows] = 1;
        }
        rows++;
        all++;
    }

    private void mark(int row, double weight) {
        if (columns.length == width) {
            columns = Arrays.copyOf(columns, width + 2);
            columns[width] = new int[columns[0].length];
            columns[width + 1] = new int[columns[0].length];
            Arrays.fill(columns[width], 0, row, high(1));
            Arrays.fill(columns[width + 1], 0, row, low(1));
        }
        columns[width][row] = high(weight);
        columns[width + 1][row] = low(weight);
    }

    private static int high(double weight) {
        return (int) (Double.doubleToLongBits(weight) >>> Integer.SIZE);
    }

    private static int low(double weight) {
        return (int) Double.doubleToLongBits(weight);
    }

    private double weight(int row) {
        if (columns.length == width) {
            return 1;
        }
        long high = columns[width][row];
        return Double.longBitsToDouble(high << Integer.SIZE | Integer.toUnsignedLong(columns[width + 1][row]));
    }

    private long count(int row) {
        return counts.length == 0 ? 1 : counts[row];
    }

    private void makeRoom() {
        if (rows >= mergedFrom) {
            merge();
            mergedFrom = Math.max(MERGED_ROWS, Math.multiplyExact(BETWEEN_MERGES, rows));
        }
        int capacity = columns[0].length;
        if (2 * rows > capacity) {
            memory.accept((long) capacity * (columns.length * Integer.BYTES + Long.BYTES));
            for (int column = 0; column < columns.length; column++) {
                columns[column] = Arrays.copyOf(columns[column], Math.multiplyExact(2, capacity));
            }
            counts = Arrays.copyOf(counts, counts.length == 0 ? 0 : 2 * capacity);
        }
    }

    /** Makes one of equal rows, when that at least halves them. */
    private void merge() {
        DistinctRows distinct = new DistinctRows(columns.length);
        int[] row = new int[columns.length];
        for (int number = 0; number < rows; number++) {
            for (int column = 0; column < row.length; column++) {
                row[column] = columns[column][number];
            }
            distinct.add(row, count(number), 0);
            if (distinct.rows() > rows / 2) {
                return;
            }
        }
        counts = new long[columns[0].length];
        rows = distinct.rows();
        for (int number = 0; number < rows; number++) {
            for (int column = 0; column < row.length; column++) {
                columns[column][number] = distinct.code(number, column);
            }
            counts[number] = distinct.weight(number);
        }
    }

    /**
     * The table.
     *
     * @param share values with a smaller share of the weight, in both sets, are not told apart
     */
    public CodedTable build(double share, Values values) {
        memory.accept((long) rows * (ROW_BYTES + 2L * Integer.BYTES * width));
        double unit = unit();
        long[] weights = new long[rows];
        long[] otherWeights = new long[rows];
        for (int row = 0; row < rows; row++) {
            double weight = weight(row);
            (weight < 0 ? otherWeights : weights)[row] = Math.round(Math.abs(weight) / unit) * count(row);
        }
        Support support = new Support(
                share, Arrays.stream(weights).sum(), Arrays.stream(otherWeights).sum());
        int[] frequent = new int[width];
        int[] cardinalities = new int[width];
        for (int column = 0; column < width; column++) {
            frequent[column] = recode(column, weights, otherWeights, support, values);
            cardinalities[column] = frequent[column] + 1;
        }
        DistinctRows distinct = new DistinctRows(width);
        int[] codes = new int[width];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column++) {
                codes[column] = columns[column][row];
            }
            if (weights[row] + otherWeights[row] > 0) {
                distinct.add(codes, weights[row], otherWeights[row]);
            }
        }
        columns = new int[0][];
        return table(distinct, distinct.order(cardinalities), frequent, unit);
    }

    private CodedTable table(DistinctRows distinct, int[] order, int[] frequent, double unit) {
        int[][] sorted = new int[width][order.length];
        long[] weights = new long[order.length];
        long[] otherWeights = new long[order.length];
        for (int row = 0; row < order.length; row++) {
            for (int column = 0; column < width; column++) {
                sorted[column][row] = distinct.code(order[row], column);
            }
            weights[row] = distinct.weight(order[row]);
            otherWeights[row] = distinct.otherWeight(order[row]);
        }
        return new CodedTable(sorted, frequent, weights, otherWeights, unit);
    }

    /** Gives the frequent values of a column their final codes, and all others the next; the number of the former. */
    private int recode(int column, long[] weights, long[] otherWeights, Support support, Values values) {
        int[] codes = columns[column];
        int cardinality = 0;
        for (int row = 0; row < rows; row++) {
            cardinality = Math.max(cardinality, codes[row] + 1);
        }
        long[] sums = new long[cardinality];
        long[] otherSums = new long[cardinality];
        for (int row = 0; row < rows; row++) {
            sums[codes[row]] += weights[row];
            otherSums[codes[row]] += otherWeights[row];
        }
        int[] frequent = new int[cardinality];
        int count = 0;
        for (int code = 0; code < cardinality; code++) {
            if (support.suffices(sums[code], otherSums[code])) {
                frequent[count++] = code;
            }
        }
        int[] ordered = values.ordered(column, Arrays.copyOf(frequent, count));
        int[] recoded = new int[cardinality];
        Arrays.fill(recoded, count);
        for (int rank = 0; rank < count; rank++) {
            recoded[ordered[rank]] = rank;
        }
        for (int row = 0; row < rows; row++) {
            codes[row] = recoded[codes[row]];
        }
        return count;
    }

    /** The greatest number of which all weights, rounded, are multiples. */
    private double unit() {
        if (columns.length == width) {
            return 1;
        }
        double greatest = 0;
        for (int row = 0; row < rows; row++) {
            greatest = Math.max(greatest, Math.abs(weight(row)));
        }
        int bits = Math.min(MOST_BITS, SUM_BITS - (Long.SIZE - Long.numberOfLeadingZeros(all)));
        double step = Math.scalb(1.0, Math.getExponent(greatest) + 1 - bits);
        long divisor = 0;
        for (int row = 0; row < rows && divisor != 1; row++) {
            divisor = greatestCommonDivisor(Math.round(Math.abs(weight(row)) / step), divisor);
        }
        return Math.max(1, divisor) * step;
    }

    private static long greatestCommonDivisor(long left, long right) {
        long a = left;
        long b = right;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
