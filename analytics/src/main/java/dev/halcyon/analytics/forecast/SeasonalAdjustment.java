package dev.halcyon.analytics.forecast;

/**
 * The additive season of classical decomposition: for each place in the period the mean distance from the centred moving
 * average over one period, shifted so that all together are 0.
 */
public final class SeasonalAdjustment {

    private final double[] places;

    private SeasonalAdjustment(double[] places) {
        this.places = places;
    }

    /** The season of a series; none for a period below 2 or a series shorter than two periods. O(n). */
    public static SeasonalAdjustment of(double[] series, int period) {
        if (period < 2 || series.length < 2L * period) {
            return new SeasonalAdjustment(new double[] {0});
        }
        double[] before = new double[series.length + 1];
        for (int i = 0; i < series.length; i++) {
            before[i + 1] = before[i] + series[i];
        }
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        for (int i = half; i + half < series.length; i++) {
            double window = before[i + half + 1] - before[i - half];
            if (period % 2 == 0) {
                // An even period has no middle point: both ends count half.
                window -= (series[i - half] + series[i + half]) / 2;
            }
            sums[i % period] += series[i] - window / period;
            counts[i % period]++;
        }
        double mean = 0;
        for (int place = 0; place < period; place++) {
            sums[place] /= Math.max(1, counts[place]);
            mean += sums[place] / period;
        }
        for (int place = 0; place < period; place++) {
            sums[place] -= mean;
        }
        return new SeasonalAdjustment(sums);
    }

    /** The length of the season, 1 for none. */
    public int period() {
        return places.length;
    }

    /** The seasonal part of the point at {@code index}. */
    public double at(int index) {
        return places[index % places.length];
    }

    /** The season by place. */
    public double[] places() {
        return places.clone();
    }

    /** The series without its season. */
    public double[] remove(double[] series) {
        double[] rest = new double[series.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = series[i] - at(i);
        }
        return rest;
    }
}
