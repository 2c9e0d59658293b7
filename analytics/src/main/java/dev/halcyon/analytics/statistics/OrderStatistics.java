package dev.halcyon.analytics.statistics;

/** Medians and percentiles by partial sorting: O(n) instead of O(n log n). All methods reorder their input. */
public final class OrderStatistics {

    private static final int SHORT = 24;
    private static final int LONG = 200;
    private static final int FEW = 32;

    private OrderStatistics() {}

    /**
     * The median of the first {@code count} values, the mean of the two middle ones when the count is even.
     *
     * @param values without NaN
     * @throws IllegalArgumentException for no values
     */
    public static double median(double[] values, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The median of no values does not exist.");
        }
        int middle = (count - 1) / 2;
        double lower = select(values, 0, count, middle);
        return count % 2 == 1 ? lower : lower + (least(values, middle + 1, count) - lower) / 2;
    }

    /**
     * Two percentiles of the first {@code count} values with linear interpolation at position p·(n − 1).
     *
     * @param values without NaN
     * @param lower 0 … 1
     * @param upper {@code lower} … 1
     * @throws IllegalArgumentException for no values
     */
    public static Interval interval(double[] values, int count, double lower, double upper) {
        if (count < 1) {
            throw new IllegalArgumentException("A percentile of no values does not exist.");
        }
        double first = percentile(values, 0, count, lower);
        // After the first selection everything from its position on is at least as great.
        int sorted = (int) Math.floor(lower * (count - 1));
        return new Interval(first, percentile(values, sorted, count, upper));
    }

    /** Two percentiles of a sample. */
    public record Interval(double lower, double upper) {}

    private static double percentile(double[] values, int from, int count, double share) {
        double position = share * (count - 1);
        int below = (int) Math.floor(position);
        double value = select(values, from, count, below);
        double fraction = position - below;
        return fraction == 0 || below + 1 >= count
                ? value
                : value + fraction * (least(values, below + 1, count) - value);
    }

    private static double least(double[] values, int from, int to) {
        double least = values[from];
        for (int i = from + 1; i < to; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    /** The value that sorting would bring to {@code rank}; smaller ones end up before it, greater ones after it. */
    private static double select(double[] values, int start, int end, int rank) {
        int from = start;
        int to = end - 1;
        while (to - from >= SHORT) {
            double pivot = to - from >= LONG
                    ? sampled(values, from, to, rank)
                    : middleOfThree(values[from], values[(from + to) >>> 1], values[to]);
            int less = partition(values, from, to, pivot, false);
            if (rank < less) {
                to = less - 1;
            } else if (less - from > (to - from) / FEW) {
                from = less;
            } else {
                // Many may be equal to the pivot, which dividing again would not tell apart.
                int greater = partition(values, less, to, pivot, true);
                if (rank < greater) {
                    return values[rank];
                }
                from = greater;
            }
        }
        insertionSort(values, from, to);
        return values[rank];
    }

    /**
     * Brings what is less than the pivot to the front, and what equals it where asked to; the place behind is returned.
     * Every step does the same whatever the comparison says, because no processor can guess what it says.
     */
    private static int partition(double[] values, int from, int to, double pivot, boolean withEqual) {
        int front = from;
        if (withEqual) {
            for (int i = from; i <= to; i++) {
                double value = values[i];
                values[i] = values[front];
                values[front] = value;
                front += value <= pivot ? 1 : 0;
            }
        } else {
            for (int i = from; i <= to; i++) {
                double value = values[i];
                values[i] = values[front];
                values[front] = value;
                front += value < pivot ? 1 : 0;
            }
        }
        return front;
    }

    /**
     * A value near the one sought, a little on the side of the more: what is at that place in the order of a sample (R. W.
     * Floyd and R. L. Rivest, "Expected time bounds for selection", 1975). So one pass leaves little.
     */
    private static double sampled(double[] values, int from, int to, int rank) {
        int count = to - from + 1;
        int before = rank - from;
        double size = 0.5 * Math.exp(2 * Math.log(count) / 3);
        double margin = 0.5 * Math.sqrt(Math.log(count) * size * (count - size) / count);
        double sided = 2 * before < count ? -margin : margin;
        int first = Math.min(rank, Math.max(from, (int) (rank - before * size / count + sided)));
        int last = Math.max(rank, Math.min(to, (int) (rank + (count - before) * size / count + sided)));
        // From all over the range: neighbours in a series are alike.
        for (int place = first; place <= last; place++) {
            int other = from + (int) ((long) (place - first) * count / (last - first + 1));
            double swapped = values[place];
            values[place] = values[other];
            values[other] = swapped;
        }
        return select(values, first, last + 1, rank);
    }

    private static double middleOfThree(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void insertionSort(double[] values, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            double value = values[i];
            int j = i - 1;
            while (j >= from && values[j] > value) {
                values[j + 1] = values[j];
                j--;
            }
            values[j + 1] = value;
        }
    }
}
