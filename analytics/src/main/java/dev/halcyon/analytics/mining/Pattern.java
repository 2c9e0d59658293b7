package dev.halcyon.analytics.mining;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Fixed values of some columns.
 *
 * @param codes a code for each column, {@link #ANY} where the column is open
 * @param weight the weight of the matching rows of the first set, in the units of the table
 * @param otherWeight the weight of the matching rows of the second set
 */
public record Pattern(int[] codes, long weight, long otherWeight) {

    /** Stands for every value. */
    public static final int ANY = -1;

    /** The reference's order of patterns: weight times fixed columns, greatest first; then by weight and codes. */
    public static final Comparator<Pattern> BY_SIZE = Comparator.comparingDouble(
                    (Pattern pattern) -> (double) pattern.weight() * pattern.fixed())
            .thenComparingLong(Pattern::weight)
            .reversed()
            .thenComparing(Pattern::codes, Arrays::compare);

    /** The number of fixed columns. */
    public int fixed() {
        return fixedIn(codes);
    }

    static int fixedIn(int[] codes) {
        int fixed = 0;
        for (int code : codes) {
            fixed += code == ANY ? 0 : 1;
        }
        return fixed;
    }

    /** True when a row of a table has the fixed values. */
    public boolean matches(CodedTable table, int row) {
        for (int column = 0; column < codes.length; column++) {
            if (codes[column] != ANY && codes[column] != table.columns()[column][row]) {
                return false;
            }
        }
        return true;
    }
}
