package dev.halcyon.analytics.mining;

import java.util.Arrays;

/**
 * A table of discrete values, made by a {@link CodedTableBuilder}: equal rows are one row with a weight, rows are in the
 * order of their codes. A column's codes are those of its frequent values, 0 for the smallest; all others share the code
 * that follows. Weights are whole multiples of a unit, so that their sums are exact.
 */
public final class CodedTable {

    private final int[][] columns;
    private final int[] frequent;
    private final long[] weights;
    private final long[] otherWeights;
    private final long total;
    private final long otherTotal;
    private final double unit;

    CodedTable(int[][] columns, int[] frequent, long[] weights, long[] otherWeights, double unit) {
        this.columns = columns;
        this.frequent = frequent;
        this.weights = weights;
        this.otherWeights = otherWeights;
        this.total = Arrays.stream(weights).sum();
        this.otherTotal = Arrays.stream(otherWeights).sum();
        this.unit = unit;
    }

    /** The number of distinct rows. */
    public int rows() {
        return weights.length;
    }

    /** The number of columns. */
    public int width() {
        return columns.length;
    }

    /** The weight of the first set. */
    public long total() {
        return total;
    }

    /** The weight of the second set. */
    public long otherTotal() {
        return otherTotal;
    }

    /** A weight as it was given. */
    public double inUnits(long weight) {
        return weight * unit;
    }

    /** The codes, column by column. */
    int[][] columns() {
        return columns;
    }

    /** The number of frequent values of a column, and the code of all others. */
    int frequent(int column) {
        return frequent[column];
    }

    /** The weight of each row in the first set. */
    long[] weights() {
        return weights;
    }

    /** The weight of each row in the second set, 0 where only one is mined. */
    long[] otherWeights() {
        return otherWeights;
    }
}
