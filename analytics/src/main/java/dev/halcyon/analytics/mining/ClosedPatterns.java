package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All closed patterns of a table: those that no further column can be fixed in without losing rows. Each is reached
 * once, by extensions that keep the columns before them (T. Uno, T. Asai, Y. Uchida, H. Arimura, "LCM: an efficient
 * algorithm for enumerating frequent closed item sets", 2003). A pattern that fixes too many columns is not told, nor can
 * any that extends it be.
 */
public final class ClosedPatterns {

    /** More are no overview any more. */
    public static final int MOST = 100_000;

    private final CodedTable table;
    private final Support support;
    private final int dimensions;
    private final Runnable step;
    private final List<Pattern> found = new ArrayList<>();

    private ClosedPatterns(CodedTable table, Support support, int dimensions, Runnable step) {
        this.table = table;
        this.support = support;
        this.dimensions = dimensions;
        this.step = step;
    }

    /**
     * The closed patterns with a share of the weight of either set, in the order of the search.
     *
     * @param dimensions how many columns may be fixed
     * @param step called now and then; what it throws ends the search
     * @throws TooManyPatterns when there are more than {@link #MOST}
     */
    static List<Pattern> of(CodedTable table, double share, int dimensions, Runnable step) {
        Support support = new Support(share, table.total(), table.otherTotal());
        ClosedPatterns search = new ClosedPatterns(table, support, dimensions, step);
        int[] all = new int[table.rows()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        if (all.length > 0) {
            int[] open = new int[table.width()];
            Arrays.fill(open, Pattern.ANY);
            search.visit(search.closure(open, all), all, -1);
        }
        return search.found;
    }

    private void visit(int[] pattern, int[] rows, int core) {
        int fixed = Pattern.fixedIn(pattern);
        if (fixed > dimensions) {
            return;
        }
        if (fixed > 0) {
            emit(pattern, rows);
        }
        if (fixed < dimensions) {
            for (int column = core + 1; column < table.width(); column++) {
                if (pattern[column] == Pattern.ANY) {
                    extendBy(column, pattern, rows);
                }
            }
        }
    }

    private void extendBy(int column, int[] pattern, int[] rows) {
        step.run();
        int[] codes = table.columns()[column];
        long[] weights = new long[table.frequent(column) + 1];
        long[] others = new long[weights.length];
        int[] counts = new int[weights.length];
        for (int row : rows) {
            int code = codes[row];
            weights[code] += table.weights()[row];
            others[code] += table.otherWeights()[row];
            counts[code]++;
        }
        for (int code = 0; code < table.frequent(column); code++) {
            if (support.suffices(weights[code], others[code])) {
                int[] matching = matching(rows, codes, code, counts[code]);
                int[] fixed = pattern.clone();
                fixed[column] = code;
                int[] closure = closure(fixed, matching);
                if (Arrays.mismatch(closure, 0, column, pattern, 0, column) < 0) {
                    visit(closure, matching, column);
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

    /** Fixes the columns that have one value in all rows; rare values, which share a code, are not one value. */
    private int[] closure(int[] pattern, int[] rows) {
        int[] closure = pattern.clone();
        for (int column = 0; column < closure.length; column++) {
            if (closure[column] == Pattern.ANY) {
                int[] codes = table.columns()[column];
                int code = codes[rows[0]];
                if (code < table.frequent(column) && areAll(code, codes, rows)) {
                    closure[column] = code;
                }
            }
        }
        return closure;
    }

    private static boolean areAll(int code, int[] codes, int[] rows) {
        for (int row : rows) {
            if (codes[row] != code) {
                return false;
            }
        }
        return true;
    }

    private void emit(int[] closure, int[] rows) {
        long weight = 0;
        long other = 0;
        for (int row : rows) {
            weight += table.weights()[row];
            other += table.otherWeights()[row];
        }
        if (found.size() == MOST) {
            throw new TooManyPatterns();
        }
        found.add(new Pattern(closure, weight, other));
    }

    /** Says that the support asked for is too low. */
    public static final class TooManyPatterns extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyPatterns() {
            super("There are more than %d patterns.".formatted(MOST));
        }
    }
}
