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
    private final Limits limits;
    private final Runnable step;
    private final long total;
    private final long totalTrue;
    private long tested;

    private SegmentSearch(List<BinnedColumn> columns, boolean[] truth, Limits limits, Runnable step) {
        this.columns = columns;
        this.truth = truth;
        this.limits = limits;
        this.step = step;
        this.total = truth.length;
        long holding = 0;
        for (boolean holds : truth) {
            holding += holds ? 1 : 0;
        }
        this.totalTrue = holding;
    }

    /**
     * What is searched for.
     *
     * @param conditions how many conditions a segment may have
     * @param segments how many segments there may be
     * @param support the least share of the rows to explain, 0 … 1
     * @param probability the greatest corrected probability by chance
     */
    public record Limits(int conditions, int segments, double support, double probability) {}

    /** A segment among the rows not yet explained. */
    private record Candidate(List<Condition> conditions, int[] rows, long holding, double score) {

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
     * @param step called now and then; what it throws ends the search
     */
    public static List<Segment> of(List<BinnedColumn> columns, boolean[] truth, Limits limits, Runnable step) {
        SegmentSearch search = new SegmentSearch(columns, truth, limits, step);
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
        long holding = holding(rows);
        if (holding == 0 || holding == rows.length) {
            return null;
        }
        Candidate all = new Candidate(List.of(), rows, holding, 0);
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
                                    child.conditions, select(rows, child.conditions, true), child.holding, child.score))
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
                holding[code]++;
            } else {
                others[code]++;
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
        if (held + other == 0 || held + other == parent.rows.length) {
            return;
        }
        tested++;
        long parentOthers = parent.rows.length - parent.holding;
        boolean raises = held * parentOthers > other * parent.holding;
        if (!raises || held < limits.support() * totalTrue) {
            return;
        }
        double within = GTest.statistic(held, other, parent.holding - held, parentOthers - other);
        long allOthers = all.rows.length - all.holding;
        double score = GTest.statistic(held, other, all.holding - held, allOthers - other);
        if (score > parent.score && isSignificant(within)) {
            List<Condition> conditions = new ArrayList<>(parent.conditions);
            conditions.add(condition);
            conditions.sort(Condition.ORDER);
            found.add(new Candidate(conditions, new int[0], held, score));
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
        long holding = holding(rows);
        long others = rows.length - holding;
        double score = GTest.statistic(holding, others, totalTrue - holding, total - totalTrue - others);
        return new Segment(conditions, holding, others, score, Math.min(1, GTest.probability(score) * tested));
    }

    /** What stands out only because better segments are set aside, such as the edge of a range, is no explanation. */
    private boolean explains(Segment segment) {
        boolean raises = segment.countTrue() * (total - totalTrue) > segment.countFalse() * totalTrue;
        return raises && segment.pValue() <= limits.probability();
    }

    private long holding(int[] rows) {
        long holding = 0;
        for (int row : rows) {
            holding += truth[row] ? 1 : 0;
        }
        return holding;
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
