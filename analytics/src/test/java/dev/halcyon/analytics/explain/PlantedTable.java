package dev.halcyon.analytics.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Four columns of values, and numbers in a fifth; tests plant what raises the rate of the condition or the weight.
 *
 * @param weights how much rows count; none, where all count once
 */
record PlantedTable(int[][] values, long[] numbers, boolean[] truth, double[] weights) {

    static final SegmentSearch.Limits LIMITS = new SegmentSearch.Limits(3, 10, 0.02, 0.05);
    static final int ROWS = 6000;

    /** Nothing but chance, where every row counts once. */
    static PlantedTable noise(Random random) {
        int[][] values = new int[4][ROWS];
        long[] numbers = new long[ROWS];
        boolean[] truth = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < values.length; column++) {
                values[column][row] = random.nextInt(3 + 2 * column);
            }
            numbers[row] = (long) (Math.exp(random.nextGaussian()) * 1000);
            truth[row] = random.nextInt(100) < 5;
        }
        return new PlantedTable(values, numbers, truth, new double[0]);
    }

    /** Nothing but chance, with weights of a long tail. */
    static PlantedTable weightedNoise(Random random, double spread) {
        PlantedTable table = noise(random);
        double[] weights = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            weights[row] = Math.exp(spread * random.nextGaussian());
            table.truth[row] |= random.nextInt(100) < 10;
        }
        return table.weighing(weights);
    }

    PlantedTable weighing(double[] others) {
        return new PlantedTable(values, numbers, truth, others);
    }

    List<Segment> explain() {
        List<BinnedColumn> columns = new ArrayList<>();
        for (int[] column : values) {
            byte[] codes = new byte[column.length];
            for (int row = 0; row < codes.length; row++) {
                codes[row] = (byte) column[row];
            }
            columns.add(new BinnedColumn(codes, 0, Arrays.stream(column).max().orElse(0) + 1));
        }
        Bins bins = bins();
        byte[] codes = new byte[numbers.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = (byte) bins.bin(numbers[row]);
        }
        columns.add(new BinnedColumn(codes, bins.count(), bins.count()));
        RowWeights counted = weights.length == 0 ? RowWeights.equal() : RowWeights.of(weights, truth);
        return SegmentSearch.of(columns, truth, counted, LIMITS, PlantedTable::nothing);
    }

    private Bins bins() {
        return Bins.of(numbers, truth, 20);
    }

    PlantedTable shuffled(Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, truth.length).boxed().toList());
        Collections.shuffle(order, random);
        int[][] shuffled = new int[values.length][truth.length];
        long[] numbersShuffled = new long[truth.length];
        boolean[] truthShuffled = new boolean[truth.length];
        double[] weightsShuffled = new double[weights.length];
        for (int row = 0; row < truth.length; row++) {
            for (int column = 0; column < values.length; column++) {
                shuffled[column][row] = values[column][order.get(row)];
            }
            numbersShuffled[row] = numbers[order.get(row)];
            truthShuffled[row] = truth[order.get(row)];
            if (weights.length > 0) {
                weightsShuffled[row] = weights[order.get(row)];
            }
        }
        return new PlantedTable(shuffled, numbersShuffled, truthShuffled, weightsShuffled);
    }

    /** Rows of both over rows of either. */
    double overlap(Segment segment, boolean[] rows) {
        int both = 0;
        int either = 0;
        Bins bins = bins();
        for (int row = 0; row < ROWS; row++) {
            int at = row;
            boolean meets = segment.conditions().stream().allMatch(condition -> {
                int code = condition.column() < values.length ? values[condition.column()][at] : bins.bin(numbers[at]);
                return code >= condition.from() && code <= condition.to();
            });
            both += meets && rows[row] ? 1 : 0;
            either += meets || rows[row] ? 1 : 0;
        }
        return both / (double) either;
    }

    /** A search is never stopped. */
    static void nothing() {}
}
