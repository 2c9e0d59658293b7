package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

    private final CodedTable table;
    private final double sizeWeight;
    private final Runnable step;
    private final double total;

    private Autocluster(CodedTable table, double sizeWeight, Runnable step) {
        this.table = table;
        this.sizeWeight = sizeWeight;
        this.step = step;
        this.total = table.total();
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
        int[] rows = new int[table.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        int fixed = 0;
        double quality = 0;
        while (fixed < width) {
            int best = Pattern.ANY;
            double bestWeight = -1;
            for (int column = 0; column < width; column++) {
                if (codes[column] == Pattern.ANY) {
                    step.run();
                    double weight = weight(rows, column, table.columns()[column][seed]);
                    if (weight > bestWeight) {
                        best = column;
                        bestWeight = weight;
                    }
                }
            }
            double raised = quality(bestWeight / total, fixed + 1);
            if (raised < quality) {
                break;
            }
            quality = raised;
            codes[best] = table.columns()[best][seed];
            rows = matching(rows, best, codes[best]);
            fixed++;
        }
        double weight = 0;
        for (int row : rows) {
            weight += table.weights()[row];
        }
        return new Pattern(codes, weight, 0);
    }

    private double quality(double size, int fixed) {
        return Math.pow(size, sizeWeight) * Math.pow(fixed / (double) table.width(), 1 - sizeWeight);
    }

    private double weight(int[] rows, int column, int code) {
        int[] codes = table.columns()[column];
        double weight = 0;
        for (int row : rows) {
            weight += codes[row] == code ? table.weights()[row] : 0;
        }
        return weight;
    }

    private int[] matching(int[] rows, int column, int code) {
        int[] codes = table.columns()[column];
        return Arrays.stream(rows).filter(row -> codes[row] == code).toArray();
    }

    private List<Pattern> choose(List<Pattern> candidates) {
        boolean[] covered = new boolean[table.rows()];
        List<Pattern> chosen = new ArrayList<>();
        while (chosen.size() < MOST_PATTERNS && !candidates.isEmpty()) {
            Pattern best = candidates.getFirst();
            double bestQuality = -1;
            double bestAdded = 0;
            for (Pattern candidate : candidates) {
                step.run();
                double added = added(candidate, covered);
                double quality = quality(added / total, candidate.fixed());
                if (quality > bestQuality) {
                    best = candidate;
                    bestQuality = quality;
                    bestAdded = added;
                }
            }
            if (bestAdded < LEAST_ADDED * total) {
                break;
            }
            candidates.remove(best);
            chosen.add(best);
            for (int row = 0; row < covered.length; row++) {
                covered[row] |= best.matches(table, row);
            }
        }
        return chosen;
    }

    private double added(Pattern pattern, boolean[] covered) {
        double added = 0;
        for (int row = 0; row < covered.length; row++) {
            added += !covered[row] && pattern.matches(table, row) ? table.weights()[row] : 0;
        }
        return added;
    }
}
