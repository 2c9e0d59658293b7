package dev.halcyon.analytics.anomalies;

import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.analytics.statistics.OrderStatistics;
import java.util.Arrays;

/**
 * What the points before lead one to expect: the median of the same place in the latest {@value #CYCLES} seasons, and the
 * median of what the latest {@value #LEVEL} points had more than theirs. Without a season the latter alone.
 */
final class TrailingBaseline {

    private static final int LEVEL = 100;
    private static final int CYCLES = 6;

    /** A period is looked for whenever the series has doubled, from here on. */
    private static final int FIRST_LOOK = 64;

    private static final double LEAST_SCORE = 0.7;

    /** A period counts when it has been seen so often. */
    private static final int LEAST_CYCLES = 3;

    /** How many points are gone through again when the season changes. */
    private static final int REVIEW = 3000;

    private final double[] series;
    private final int seasonality;
    private final SlidingOrder level = new SlidingOrder(LEVEL);
    private final double[] places = new double[CYCLES];
    private int period;
    private int nextLook = FIRST_LOOK;

    /**
     * Above a series.
     *
     * @param series filled from the start as the points come; what is not there yet is never read
     */
    TrailingBaseline(double[] series, int seasonality) {
        this.series = series;
        this.seasonality = seasonality;
    }

    /**
     * Makes up its mind about the season before the point at {@code index}.
     *
     * @return whether it changed its mind
     */
    boolean reconsider(int index) {
        int found = period;
        if (seasonality > 0) {
            found = index >= 2 * (long) seasonality ? seasonality : 0;
        } else if (seasonality == AnomalyOptions.DETECT && index == nextLook) {
            nextLook = 2 * nextLook;
            found = SeasonalPeriods.best(Arrays.copyOf(series, index))
                    .filter(best -> best.score() >= LEAST_SCORE && best.period() * LEAST_CYCLES <= index)
                    .map(best -> (int) best.period())
                    .orElse(0);
        }
        boolean changed = found != period;
        period = found;
        return changed;
    }

    /** The first point that is to be learned again, before {@code index}, after the season changed. */
    int restart(int index) {
        level.clear();
        return Math.max(2 * period, Math.max(0, index - REVIEW));
    }

    /** The value expected at {@code index}; NaN when nothing has come before. */
    double expect(int index) {
        return level.size() == 0 ? Double.NaN : seasonal(index) + level.quantile(0.5);
    }

    /** Takes the point at {@code index} into account. */
    void learn(int index) {
        level.add(series[index] - seasonal(index));
    }

    private double seasonal(int index) {
        int count = 0;
        for (int before = index - period; period > 0 && before >= 0 && count < CYCLES; before -= period) {
            places[count++] = series[before];
        }
        return count == 0 ? 0 : OrderStatistics.median(places, count);
    }
}
