package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * The plugin {@code autocluster} (series.md, section 7): few patterns that together cover much and say much. Patterns
 * grow from random rows while their quality rises; of those grown, the best are taken one after the other, each judged by
 * what it adds. Quality is size^w · information^(1 − w), the information of a pattern the share of columns it fixes. All
 * but the kind of search and the order is our choice.
 */
public final class Autocluster {

    private static final long SEED = 20_180_301;
    private static final int MOST_PATTERNS = 10;
    private static final double LEAST_ADDED = 0.05;

    /** With more codes, marginals would take more memory than the table. */
    private static final long MOST_REMEMBERED = 100_000;

    private final CodedTable table;
    private final double sizeWeight;
    private final Runnable step;
    private final double total;
    private final int[] cardinalities;
    private final Map<List<Integer>, double[][]> marginals = new HashMap<>();

    private Autocluster(CodedTable table, double sizeWeight, Runnable step) {
        this.table = table;
        this.sizeWeight = sizeWeight;
        this.step = step;
        this.total = table.total();
        this.cardinalities = new int[table.width()];
        for (int column = 0; column < cardinalities.length; column++) {
            cardinalities[column] = Arrays.stream(table.columns()[column]).max().orElse(-1) + 1;
        }
    }

    /**
     * The chosen patterns.
     *
     * @param sizeWeight w, 0 … 1: great for few large patterns, small for informative ones
     * @param seeds from how many rows patterns grow
     * @param step called now and then; what it throws ends the search
     */
    public static List<Pattern> of(CodedTable table, double sizeWeight, int seeds, Runnable step) {
        if (table.rows() == 0 || table.width() == 0 || !(table.total() > 0)) {
            return List.of();
        }
        Autocluster search = new Autocluster(table, sizeWeight, step);
        TreeSet<Pattern> grown = new TreeSet<>(Comparator.comparing(Pattern::codes, Arrays::compare));
        double[] cumulative = table.weights().clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        Random random = new Random(SEED);
        for (int seed = 0; seed < seeds; seed++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble() * search.total);
            int row = Math.min(at < 0 ? -at - 1 : at, table.rows() - 1);
            grown.add(search.grow(row));
        }
        List<Pattern> chosen = search.choose(new ArrayList<>(grown));
        chosen.sort(Pattern.BY_SIZE);
        return chosen;
    }

    /** Fixes the seed row's values, the best one first, while that raises the quality. */
    private Pattern grow(int seed) {
        int width = table.width();
        int[] codes = new int[width];
        Arrays.fill(codes, Pattern.ANY);
        int fixed = 0;
        double quality = 0;
        double weight = total;
        while (fixed < width) {
            double[][] marginals = marginals(codes);
            int best = Pattern.ANY;
            double bestWeight = -1;
            for (int column = 0; column < width; column++) {
                if (codes[column] == Pattern.ANY && marginals[column][table.columns()[column][seed]] > bestWeight) {
                    best = column;
                    bestWeight = marginals[column][table.columns()[column][seed]];
                }
            }
            double raised = quality(bestWeight / total, fixed + 1);
            if (raised < quality) {
                break;
            }
            quality = raised;
            codes[best] = table.columns()[best][seed];
            weight = bestWeight;
            fixed++;
        }
        return new Pattern(codes, weight, 0);
    }

    /**
     * For each open column the weight of each of its codes among the rows of a pattern. Seeds share their first steps, so
     * that most patterns are asked for often.
     */
    private double[][] marginals(int[] codes) {
        List<Integer> pattern = Arrays.stream(codes).boxed().toList();
        double[][] known = marginals.get(pattern);
        if (known != null) {
            return known;
        }
        int[] rows = matching(codes);
        double[][] weights = new double[codes.length][];
        for (int column = 0; column < codes.length; column++) {
            step.run();
            weights[column] = codes[column] == Pattern.ANY
                    ? weights(rows, table.columns()[column], cardinalities[column])
                    : new double[0];
        }
        if (Arrays.stream(cardinalities).asLongStream().sum() <= MOST_REMEMBERED) {
            marginals.put(pattern, weights);
        }
        return weights;
    }

    private double[] weights(int[] rows, int[] codes, int cardinality) {
        double[] weights = new double[cardinality];
        for (int row : rows) {
            weights[codes[row]] += table.weights()[row];
        }
        return weights;
    }

    private int[] matching(int[] pattern) {
        int[] rows = new int[table.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        int count = rows.length;
        for (int column = 0; column < pattern.length; column++) {
            if (pattern[column] != Pattern.ANY) {
                int[] codes = table.columns()[column];
                int matching = 0;
                for (int index = 0; index < count; index++) {
                    if (codes[rows[index]] == pattern[column]) {
                        rows[matching++] = rows[index];
                    }
                }
                count = matching;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private double quality(double size, int fixed) {
        return Math.pow(size, sizeWeight) * Math.pow(fixed / (double) table.width(), 1 - sizeWeight);
    }

    private List<Pattern> choose(List<Pattern> candidates) {
        List<BitSet> rows = new ArrayList<>();
        for (Pattern candidate : candidates) {
            step.run();
            BitSet ofCandidate = new BitSet(table.rows());
            for (int row : matching(candidate.codes())) {
                ofCandidate.set(row);
            }
            rows.add(ofCandidate);
        }
        List<Pattern> chosen = new ArrayList<>();
        while (chosen.size() < MOST_PATTERNS && !candidates.isEmpty()) {
            int best = 0;
            double bestQuality = -1;
            double bestAdded = 0;
            for (int number = 0; number < candidates.size(); number++) {
                step.run();
                double added = weight(rows.get(number));
                double quality = quality(added / total, candidates.get(number).fixed());
                if (quality > bestQuality) {
                    best = number;
                    bestQuality = quality;
                    bestAdded = added;
                }
            }
            if (bestAdded < LEAST_ADDED * total) {
                break;
            }
            chosen.add(candidates.remove(best));
            BitSet covered = rows.remove(best);
            rows.forEach(others -> others.andNot(covered));
        }
        return chosen;
    }

    private double weight(BitSet rows) {
        double weight = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            weight += table.weights()[row];
        }
        return weight;
    }
}
