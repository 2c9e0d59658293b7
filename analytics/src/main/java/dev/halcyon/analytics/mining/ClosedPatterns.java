package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All closed patterns of a table: those that no further column can be fixed in without losing rows. Each is reached
 * once, by extensions that keep the columns before them (T. Uno, T. Asai, Y. Uchida, H. Arimura, "LCM: an efficient
 * algorithm for enumerating frequent closed item sets", 2003).
 */
public final class ClosedPatterns {

    /** More are no overview any more. */
    public static final int MOST = 100_000;

    /** Whether patterns of such weights, and those below them, are of interest. */
    @FunctionalInterface
    public interface Support {

        /** False for weights that no greater pattern may have. */
        boolean suffices(double weight, double otherWeight);
    }

    private final CodedTable table;
    private final Support support;
    private final int depth;
    private final Runnable step;
    private final int[] cardinalities;
    private final List<Pattern> found = new ArrayList<>();

    private ClosedPatterns(CodedTable table, Support support, int depth, Runnable step) {
        this.table = table;
        this.support = support;
        this.depth = depth;
        this.step = step;
        this.cardinalities = new int[table.width()];
        for (int column = 0; column < table.width(); column++) {
            cardinalities[column] = Arrays.stream(table.columns()[column]).max().orElse(-1) + 1;
        }
    }

    /**
     * The closed patterns, in the order of the search.
     *
     * @param depth how many columns may be fixed that do not follow from others
     * @param step called now and then; what it throws ends the search
     * @throws TooManyPatterns when there are more than {@link #MOST}
     */
    public static List<Pattern> of(CodedTable table, Support support, int depth, Runnable step) {
        ClosedPatterns search = new ClosedPatterns(table, support, depth, step);
        int[] all = new int[table.rows()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        if (all.length > 0) {
            int[] open = new int[table.width()];
            Arrays.fill(open, Pattern.ANY);
            int[] closure = search.closure(open, all);
            search.emit(closure, all);
            search.extend(closure, all, -1, 0);
        }
        return search.found;
    }

    private void extend(int[] pattern, int[] rows, int core, int used) {
        if (used == depth) {
            return;
        }
        for (int column = core + 1; column < table.width(); column++) {
            if (pattern[column] == Pattern.ANY) {
                extendBy(column, pattern, rows, used);
            }
        }
    }

    private void extendBy(int column, int[] pattern, int[] rows, int used) {
        step.run();
        int[] codes = table.columns()[column];
        double[] weights = new double[cardinalities[column]];
        double[] others = new double[cardinalities[column]];
        int[] counts = new int[cardinalities[column]];
        for (int row : rows) {
            int code = codes[row];
            weights[code] += table.weights()[row];
            others[code] += table.otherWeights()[row];
            counts[code]++;
        }
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0 && support.suffices(weights[code], others[code])) {
                int[] matching = matching(rows, codes, code, counts[code]);
                int[] fixed = pattern.clone();
                fixed[column] = code;
                int[] closure = closure(fixed, matching);
                if (Arrays.mismatch(closure, 0, column, pattern, 0, column) < 0) {
                    emit(closure, matching);
                    extend(closure, matching, column, used + 1);
                }
            }
        }
    }

    private static int[] matching(int[] rows, int[] codes, int code, int count) {
        int[] matching = new int[count];
        int next = 0;
        for (int row : rows) {
            if (codes[row] == code) {
                matching[next++] = row;
            }
        }
        return matching;
    }

    /** Fixes the columns that have one value in all rows. */
    private int[] closure(int[] pattern, int[] rows) {
        int[] closure = pattern.clone();
        for (int column = 0; column < closure.length; column++) {
            if (closure[column] == Pattern.ANY) {
                int[] codes = table.columns()[column];
                int code = codes[rows[0]];
                int same = 1;
                while (same < rows.length && codes[rows[same]] == code) {
                    same++;
                }
                closure[column] = same == rows.length ? code : Pattern.ANY;
            }
        }
        return closure;
    }

    private void emit(int[] closure, int[] rows) {
        double weight = 0;
        double other = 0;
        for (int row : rows) {
            weight += table.weights()[row];
            other += table.otherWeights()[row];
        }
        Pattern pattern = new Pattern(closure, weight, other);
        if (pattern.fixed() > 0 && support.suffices(weight, other)) {
            if (found.size() == MOST) {
                throw new TooManyPatterns();
            }
            found.add(pattern);
        }
    }

    /** Says that the support asked for is too low. */
    public static final class TooManyPatterns extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyPatterns() {
            super("There are more than %d patterns.".formatted(MOST));
        }
    }
}
