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
 * grow from random rows while their quality rises and they are large enough to be chosen; of those grown, the best are
 * taken one after the other, each judged by what it adds. Quality is size^w · information^(1 − w), the information of a
 * pattern the share of columns it fixes. All but the kind of search and the order is our choice.
 */
public final class Autocluster {

    /** What a pattern must add to those chosen before it. */
    public static final double LEAST_ADDED = 0.05;

    private static final long SEED = 20_180_301;
    private static final int MOST_PATTERNS = 10;

    private final CodedTable table;
    private final double sizeWeight;
    private final Runnable step;
    private final double total;
    private final Support support;
    private final Map<List<Integer>, long[][]> marginals = new HashMap<>();

    private Autocluster(CodedTable table, double sizeWeight, Runnable step) {
        this.table = table;
        this.sizeWeight = sizeWeight;
        this.step = step;
        this.total = table.total();
        this.support = new Support(LEAST_ADDED, table.total(), 0);
    }

    /**
     * The chosen patterns.
     *
     * @param table made with a share of {@link #LEAST_ADDED}
     * @param sizeWeight w, 0 … 1: great for few large patterns, small for informative ones
     * @param seeds from how many rows patterns grow
     * @param step called now and then; what it throws ends the search
     */
    public static List<Pattern> of(CodedTable table, double sizeWeight, int seeds, Runnable step) {
        if (table.rows() == 0) {
            return List.of();
        }
        Autocluster search = new Autocluster(table, sizeWeight, step);
        TreeSet<Pattern> grown = new TreeSet<>(Comparator.comparing(Pattern::codes, Arrays::compare));
        int[] all = new int[table.rows()];
        long[] cumulative = table.weights().clone();
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
            cumulative[row] += row > 0 ? cumulative[row - 1] : 0;
        }
        Random random = new Random(SEED);
        for (int seed = 0; seed < seeds; seed++) {
            int at = Arrays.binarySearch(cumulative, (long) (random.nextDouble() * table.total()));
            int row = Math.min(at < 0 ? -at - 1 : at + 1, table.rows() - 1);
            Pattern pattern = search.grow(row, all);
            if (pattern.fixed() > 0) {
                grown.add(pattern);
            }
        }
        List<Pattern> chosen = search.choose(new ArrayList<>(grown));
        chosen.sort(Pattern.BY_SIZE);
        return chosen;
    }

    /** Fixes the seed row's values, the best one first, while that raises the quality. */
    private Pattern grow(int seed, int[] all) {
        int width = table.width();
        int[] codes = new int[width];
        Arrays.fill(codes, Pattern.ANY);
        int[] rows = all;
        int fixed = 0;
        double quality = 0;
        long weight = table.total();
        while (fixed < width) {
            List<Integer> pattern = Arrays.stream(codes).boxed().toList();
            long[][] weights = marginals.get(pattern);
            if (weights == null) {
                rows = matching(rows, codes);
                weights = marginals(rows, codes);
                // Seeds share their first steps, so that most patterns are asked for often.
                marginals.put(pattern, weights);
            }
            int best = Pattern.ANY;
            long bestWeight = -1;
            for (int column = 0; column < width; column++) {
                int code = table.columns()[column][seed];
                if (codes[column] == Pattern.ANY
                        && code < table.frequent(column)
                        && weights[column][code] > bestWeight) {
                    best = column;
                    bestWeight = weights[column][code];
                }
            }
            double raised = quality(bestWeight / total, fixed + 1);
            if (!support.suffices(bestWeight, 0) || raised < quality) {
                break;
            }
            quality = raised;
            codes[best] = table.columns()[best][seed];
            weight = bestWeight;
            fixed++;
        }
        return new Pattern(codes, weight, 0);
    }

    /** For each open column the weight of each of its codes among some rows. */
    private long[][] marginals(int[] rows, int[] pattern) {
        long[][] weights = new long[pattern.length][];
        for (int column = 0; column < pattern.length; column++) {
            step.run();
            weights[column] = pattern[column] == Pattern.ANY ? weights(rows, column) : new long[0];
        }
        return weights;
    }

    private long[] weights(int[] rows, int column) {
        int[] codes = table.columns()[column];
        long[] weights = new long[table.frequent(column) + 1];
        for (int row : rows) {
            weights[codes[row]] += table.weights()[row];
        }
        return weights;
    }

    private int[] matching(int[] among, int[] pattern) {
        int[] rows = among.clone();
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
            for (int row = 0; row < table.rows(); row++) {
                if (candidate.matches(table, row)) {
                    ofCandidate.set(row);
                }
            }
            rows.add(ofCandidate);
        }
        List<Pattern> chosen = new ArrayList<>();
        while (chosen.size() < MOST_PATTERNS && !candidates.isEmpty()) {
            int best = 0;
            double bestQuality = -1;
            long bestAdded = 0;
            for (int number = 0; number < candidates.size(); number++) {
                step.run();
                long added = weight(rows.get(number));
                double quality = quality(added / total, candidates.get(number).fixed());
                if (quality > bestQuality) {
                    best = number;
                    bestQuality = quality;
                    bestAdded = added;
                }
            }
            if (!support.suffices(bestAdded, 0)) {
                break;
            }
            chosen.add(candidates.remove(best));
            BitSet covered = rows.remove(best);
            rows.forEach(others -> others.andNot(covered));
        }
        return chosen;
    }

    private long weight(BitSet rows) {
        long weight = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            weight += table.weights()[row];
        }
        return weight;
    }
}
