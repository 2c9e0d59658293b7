package dev.halcyon.analytics.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds segments in which a condition holds more often than elsewhere, one after the other: the best segment is taken, its
 * rows are set aside, and the rest is searched again. What only repeats a segment finds nothing to explain any more, so
 * that no pruning by rules of thumb is needed.
 *
 * <p>A search is a beam search over conjunctions, as in subgroup discovery (W. Klösgen, "Explora: a multipattern and
 * multistrategy discovery assistant", 1996), with the G statistic as quality. A condition is added only where it tells
 * rows apart within the segment it is added to. All tests are corrected for their number (Bonferroni).
 *
 * <p>Work: segments × conditions × beam × rows × columns.
 */
public final class SegmentSearch {

    private static final int BEAM = 16;

    /** Of one column, more ranges in the beam would crowd out other columns. */
    private static final int RANGES = 2;

    private final List<BinnedColumn> columns;
    private final boolean[] truth;
    private final RowWeights weights;
    private final Limits limits;
    private final Runnable step;
    private final long totalTrue;
    private final long totalFalse;
    private long tested;

    private SegmentSearch(
            List<BinnedColumn> columns, boolean[] truth, RowWeights weights, Limits limits, Runnable step) {
        this.columns = columns;
        this.truth = truth;
        this.weights = weights;
        this.limits = limits;
        this.step = step;
        this.totalTrue = weights.sum(truth, true);
        this.totalFalse = weights.sum(truth, false);
    }

    /**
     * What is searched for.
     *
     * @param conditions how many conditions a segment may have
     * @param segments how many segments there may be
     * @param support the least share of the rows to explain, by their weight, 0 … 1
     * @param probability the greatest corrected probability by chance
     */
    public record Limits(int conditions, int segments, double support, double probability) {}

    /** A segment among the rows not yet explained: what its rows weigh where the condition holds, and the others. */
    private record Candidate(List<Condition> conditions, int[] rows, long holding, long others, double score) {

        static final Comparator<Candidate> BEST = Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparingInt(candidate -> candidate.conditions.size())
                .thenComparing(Candidate::conditions, SegmentSearch::compare);
    }

    /**
     * The segments, the one that explains most first.
     *
     * @param columns what segments may be described by
     * @param truth whether the condition to explain holds, for each row
     * @param weights how much each row counts
     * @param step called now and then; what it throws ends the search
     */
    public static List<Segment> of(
            List<BinnedColumn> columns, boolean[] truth, RowWeights weights, Limits limits, Runnable step) {
        SegmentSearch search = new SegmentSearch(columns, truth, weights, limits, step);
        List<Segment> segments = new ArrayList<>();
        int[] rows = new int[truth.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        for (int found = 0; found < limits.segments(); found++) {
            Candidate best = search.best(rows);
            if (best == null) {
                break;
            }
            Segment segment = search.measured(best.conditions);
            if (search.explains(segment)) {
                segments.add(segment);
            }
            rows = search.select(rows, best.conditions, false);
        }
        return segments;
    }

    private static int compare(List<Condition> left, List<Condition> right) {
        for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
            int order = Condition.ORDER.compare(left.get(index), right.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private @Nullable Candidate best(int[] rows) {
        long holding = weight(rows, true);
        long others = weight(rows, false);
        if (holding == 0 || others == 0) {
            return null;
        }
        Candidate all = new Candidate(List.of(), rows, holding, others, 0);
        List<Candidate> beam = List.of(all);
        Candidate best = null;
        for (int level = 0; level < limits.conditions() && !beam.isEmpty(); level++) {
            TreeMap<List<Condition>, Candidate> next = new TreeMap<>(SegmentSearch::compare);
            for (Candidate parent : beam) {
                refine(parent, all).forEach(child -> next.putIfAbsent(child.conditions, child));
            }
            List<Candidate> sorted = new ArrayList<>(next.values());
            sorted.sort(Candidate.BEST);
            if (!sorted.isEmpty() && (best == null || Candidate.BEST.compare(sorted.getFirst(), best) < 0)) {
                best = sorted.getFirst();
            }
            boolean last = level + 1 == limits.conditions();
            beam = last
                    ? List.of()
                    : sorted.stream()
                            .limit(BEAM)
                            .map(child -> new Candidate(
                                    child.conditions,
                                    select(rows, child.conditions, true),
                                    child.holding,
                                    child.others,
                                    child.score))
                            .toList();
        }
        return best;
    }

    /** The best conditions of each column added to a segment. */
    private List<Candidate> refine(Candidate parent, Candidate all) {
        List<Candidate> refined = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int number = column;
            if (parent.conditions.stream().noneMatch(condition -> condition.column() == number)) {
                step.run();
                refined.addAll(refine(parent, all, column));
            }
        }
        return refined;
    }

    private List<Candidate> refine(Candidate parent, Candidate all, int column) {
        BinnedColumn binned = columns.get(column);
        long[] holding = new long[BinnedColumn.OTHER + 1];
        long[] others = new long[BinnedColumn.OTHER + 1];
        for (int row : parent.rows) {
            int code = binned.code(row);
            if (truth[row]) {
                holding[code] += weights.units(row);
            } else {
                others[code] += weights.units(row);
            }
        }
        List<Candidate> found = new ArrayList<>();
        for (int from = 0; from < binned.ordered(); from++) {
            long held = 0;
            long other = 0;
            for (int to = from; to < binned.ordered(); to++) {
                held += holding[to];
                other += others[to];
                test(parent, all, new Condition(column, from, to), held, other, found);
            }
        }
        found.sort(Candidate.BEST);
        List<Candidate> refined = new ArrayList<>(found.subList(0, Math.min(RANGES, found.size())));
        for (int code = binned.ordered(); code < binned.cardinality(); code++) {
            test(parent, all, new Condition(column, code, code), holding[code], others[code], refined);
        }
        return refined;
    }

    /** Keeps a condition that tells rows of the parent apart, beyond chance, and makes a better segment of it. */
    private void test(
            Candidate parent, Candidate all, Condition condition, long held, long other, List<Candidate> found) {
        if (held + other == 0 || held + other == parent.holding + parent.others) {
            return;
        }
        tested++;
        if (!raises(held, other, parent.holding, parent.others) || held < limits.support() * totalTrue) {
            return;
        }
        double within = weights.statistic(held, other, parent.holding - held, parent.others - other);
        double score = weights.statistic(held, other, all.holding - held, all.others - other);
        if (score > parent.score && isSignificant(within)) {
            List<Condition> conditions = new ArrayList<>(parent.conditions);
            conditions.add(condition);
            conditions.sort(Condition.ORDER);
            found.add(new Candidate(conditions, new int[0], held, other, score));
        }
    }

    private boolean isSignificant(double statistic) {
        return GTest.probability(statistic) * tested <= limits.probability();
    }

    private Segment measured(List<Condition> conditions) {
        int[] all = new int[truth.length];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        int[] rows = select(all, conditions, true);
        long count = 0;
        for (int row : rows) {
            count += truth[row] ? 1 : 0;
        }
        long holding = weight(rows, true);
        long others = weight(rows, false);
        double score = raises(holding, others, totalTrue, totalFalse)
                ? weights.statistic(holding, others, totalTrue - holding, totalFalse - others)
                : 0;
        return new Segment(
                conditions,
                count,
                rows.length - count,
                weights.inUnits(holding),
                weights.inUnits(others),
                score,
                Math.min(1, GTest.probability(score) * tested));
    }

    /** Whether the condition holds more often in a part than in the whole. As reals: the products may be long. */
    private static boolean raises(long held, long other, long allHeld, long allOther) {
        return (double) held * allOther > (double) other * allHeld;
    }

    /** What stands out only because better segments are set aside, such as the edge of a range, is no explanation. */
    private boolean explains(Segment segment) {
        return segment.score() > 0 && segment.pValue() <= limits.probability();
    }

    private long weight(int[] rows, boolean which) {
        long sum = 0;
        for (int row : rows) {
            sum += truth[row] == which ? weights.units(row) : 0;
        }
        return sum;
    }

    /** The rows that meet all conditions, or those that do not. */
    private int[] select(int[] rows, List<Condition> conditions, boolean meeting) {
        int[] selected = new int[rows.length];
        int count = 0;
        for (int row : rows) {
            boolean meets = true;
            for (Condition condition : conditions) {
                meets &= columns.get(condition.column()).matches(condition, row);
            }
            if (meets == meeting) {
                selected[count++] = row;
            }
        }
        step.run();
        return Arrays.copyOf(selected, count);
    }
}
