package dev.halcyon.engine.runtime;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of bins into an array (R114): numbers into lists of numbers, of other values the texts as they are. A
 * query makes millions of points, and reading each one as JSON costs more than everything else.
 */
final class SeriesFill {

    private final String bins;
    private final String values;
    private final long first;
    private final int[] starts;
    private final int[] ends;

    private SeriesFill(String bins, String values, long first, int count) {
        this.bins = bins;
        this.values = values;
        this.first = first;
        this.starts = new int[count];
        this.ends = new int[count];
    }

    /**
     * The array of {@code count} points from bin {@code first} on.
     *
     * @param bins a JSON array of whole numbers, in any order
     * @param values a JSON array with the value of each of these bins
     * @param missing the JSON text of a bin that is not listed
     */
    static String array(String bins, String values, long first, int count, String missing) {
        SeriesFill fill = new SeriesFill(bins, values, first, count);
        fill.read();
        return fill.write(missing);
    }

    /** Bins, their values, the first bin, the end, the value of a bin that is not listed. */
    static Object[] reals(@Nullable Object[] a) {
        NumberList.Reals values = a[1] == null ? NumberList.Reals.of() : (NumberList.Reals) a[1];
        double[] series = new double[SeriesFunctions.points((Long) a[2], (Long) a[3])];
        Arrays.fill(series, a[4] == null ? 0 : (Double) a[4]);
        boolean[] missing = place(a, values, series.length, (from, to) -> series[to] = values.values()[from]);
        return new Object[] {new NumberList.Reals(series, missing)};
    }

    /** As {@link #reals}. */
    static Object[] integers(@Nullable Object[] a) {
        NumberList.Integers values = a[1] == null ? NumberList.Integers.of() : (NumberList.Integers) a[1];
        long[] series = new long[SeriesFunctions.points((Long) a[2], (Long) a[3])];
        Arrays.fill(series, a[4] == null ? 0 : (Long) a[4]);
        boolean[] missing = place(a, values, series.length, (from, to) -> series[to] = values.values()[from]);
        return new Object[] {new NumberList.Integers(series, missing)};
    }

    @FunctionalInterface
    private interface ElementCopy {
        void copy(int from, int to);
    }

    /** Copies the value of each bin to its place; which places have none is the answer, null when all have one. */
    private static boolean @Nullable [] place(@Nullable Object[] a, NumberList values, int count, ElementCopy copy) {
        long[] bins = a[0] == null ? new long[0] : ((NumberList.Integers) a[0]).values();
        boolean[] missing = new boolean[count];
        Arrays.fill(missing, a[4] == null);
        for (int index = 0; index < bins.length && count > 0; index++) {
            long at = bins[index] - (Long) Objects.requireNonNull(a[2]);
            if (at >= 0 && at < count) {
                copy.copy(index, (int) at);
                missing[(int) at] = !values.has(index);
            }
        }
        return NumberList.anyOrNull(missing);
    }

    private void read() {
        int bin = 1;
        int value = 1;
        while (bin < bins.length() - 1) {
            int binEnd = bins.indexOf(',', bin);
            binEnd = binEnd < 0 ? bins.length() - 1 : binEnd;
            int valueEnd = elementEnd(value);
            long at = Long.parseLong(bins, bin, binEnd, 10) - first;
            if (at >= 0 && at < starts.length) {
                starts[(int) at] = value;
                ends[(int) at] = valueEnd;
            }
            bin = binEnd + 1;
            value = valueEnd + 1;
        }
    }

    /** Where the element that starts here ends: at a comma outside strings, arrays and bags. */
    private int elementEnd(int start) {
        int depth = 0;
        boolean inString = false;
        int position = start;
        for (; position < values.length() - 1; position++) {
            char c = values.charAt(position);
            if (inString) {
                if (c == '\\') {
                    position++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                return position;
            }
        }
        return position;
    }

    private String write(String missing) {
        StringBuilder array = new StringBuilder(values.length() + starts.length * (missing.length() + 1) + 2);
        array.append('[');
        for (int index = 0; index < starts.length; index++) {
            if (index > 0) {
                array.append(',');
            }
            if (ends[index] == 0) {
                array.append(missing);
            } else {
                array.append(values, starts[index], ends[index]);
            }
        }
        return array.append(']').toString();
    }
}
