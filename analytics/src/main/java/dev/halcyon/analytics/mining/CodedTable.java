package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Collects rows. */
    public static final class Builder {

        private final Map<Row, double[]> rows = new LinkedHashMap<>();

        /**
         * Adds a row.
         *
         * @param codes a code for each column; handed over
         * @return true when it is the first row of these codes
         */
        public boolean add(int[] codes, double weight, double otherWeight) {
            double[] both = rows.computeIfAbsent(new Row(codes), row -> new double[] {0, 0, 1});
            both[0] += weight;
            both[1] += otherWeight;
            boolean first = both[2] == 1;
            both[2] = 0;
            return first;
        }

        /**
         * The table.
         *
         * @param ranks for each column the rank of each code among the column's values
         */
        public CodedTable build(List<int[]> ranks) {
            int width = ranks.size();
            List<int[]> sorted = new ArrayList<>(rows.size());
            List<double[]> weights = new ArrayList<>(rows.size());
            Integer[] order = new Integer[rows.size()];
            rows.forEach((row, both) -> {
                int[] codes = new int[width];
                for (int column = 0; column < width; column++) {
                    codes[column] = ranks.get(column)[row.codes[column]];
                }
                order[sorted.size()] = sorted.size();
                sorted.add(codes);
                weights.add(both);
            });
            Arrays.sort(order, (left, right) -> Arrays.compare(sorted.get(left), sorted.get(right)));
            int[][] columns = new int[width][order.length];
            double[] first = new double[order.length];
            double[] second = new double[order.length];
            for (int row = 0; row < order.length; row++) {
                for (int column = 0; column < width; column++) {
                    columns[column][row] = sorted.get(order[row])[column];
                }
                first[row] = weights.get(order[row])[0];
                second[row] = weights.get(order[row])[1];
            }
            return new CodedTable(columns, first, second);
        }
    }

    private static final class Row {
        private final int[] codes;
        private final int hash;

        Row(int[] codes) {
            this.codes = codes;
            this.hash = Arrays.hashCode(codes);
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Row row && Arrays.equals(codes, row.codes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
