package dev.halcyon.analytics.fill;

/**
 * Where the elements of a filled series come from ({@code series_fill_forward}, {@code series_fill_backward}, {@code
 * series_fill_linear}; series.md, section 5). Working on positions, the fills leave elements of any type as they are.
 */
public final class Gaps {

    /** The position of an element that stays missing. */
    public static final int NONE = -1;

    private Gaps() {}

    /** For each element the position of the last present one up to it, {@link #NONE} before the first. O(n). */
    public static int[] previous(boolean[] missing) {
        int[] sources = new int[missing.length];
        int last = NONE;
        for (int i = 0; i < missing.length; i++) {
            last = missing[i] ? last : i;
            sources[i] = last;
        }
        return sources;
    }

    /** For each element the position of the first present one from it on, {@link #NONE} after the last. O(n). */
    public static int[] next(boolean[] missing) {
        int[] sources = new int[missing.length];
        int next = NONE;
        for (int i = missing.length - 1; i >= 0; i--) {
            next = missing[i] ? next : i;
            sources[i] = next;
        }
        return sources;
    }

    /**
     * Missing elements from the straight line between their present neighbours; outside them the nearest one. O(n).
     *
     * @return the filled series; all NaN when everything is missing
     */
    public static double[] linear(double[] series, boolean[] missing) {
        int[] previous = previous(missing);
        int[] next = next(missing);
        double[] result = series.clone();
        for (int i = 0; i < series.length; i++) {
            int before = previous[i];
            int after = next[i];
            if (!missing[i]) {
                continue;
            }
            if (before == NONE || after == NONE) {
                int nearest = Math.max(before, after);
                result[i] = nearest == NONE ? Double.NaN : series[nearest];
            } else {
                double slope = (series[after] - series[before]) / (after - before);
                result[i] = series[before] + slope * (i - before);
            }
        }
        return result;
    }
}
