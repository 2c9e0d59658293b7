package dev.halcyon.analytics.periods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code series_periods_detect} and {@code series_periods_validate} (series.md, section 2).
 *
 * <p>A period must show twice: as a line of the power spectrum and as a hill of the autocorrelation near the lag of that
 * line (M. Vlachos, P. Yu, V. Castelli, "On periodicity detection and structural periodic similarity", 2005). The score
 * is the height of the hill. The threshold for lines and the width of the windows are ours: the reference's answers only
 * bound them.
 */
public final class SeasonalPeriods {

    /** The shortest period that is reported. */
    public static final int SHORTEST = 4;

    private SeasonalPeriods() {}

    /**
     * The periods of a series between two bounds, best first, at most {@code count}. O(n log n).
     *
     * @param series finite numbers
     */
    public static List<ScoredPeriod> detect(double[] series, double shortest, double longest, int count) {
        if (series.length <= 2 * SHORTEST) {
            return List.of();
        }
        CircularAutocorrelation correlation = CircularAutocorrelation.of(series);
        List<ScoredPeriod> found = new ArrayList<>();
        int frequencies = correlation.frequencies();
        double significant = correlation.totalPower() * (Math.log(frequencies) + 3) / frequencies;
        for (int k = 2; k <= frequencies && significant > 0; k++) {
            if (correlation.power(k) < significant) {
                continue;
            }
            int lag = hill(correlation, series.length, k);
            if (lag >= Math.max(SHORTEST, shortest) && lag <= longest && 2L * lag < series.length) {
                ScoredPeriod period = new ScoredPeriod(lag, correlation.score(lag));
                if (!found.contains(period)) {
                    found.add(period);
                }
            }
        }
        found.sort(Comparator.comparingDouble(ScoredPeriod::score).reversed());
        return List.copyOf(found.subList(0, Math.clamp(count, 0, found.size())));
    }

    /** The best period of any length. O(n log n). */
    public static Optional<ScoredPeriod> best(double[] series) {
        return detect(series, SHORTEST, series.length, 1).stream().findFirst();
    }

    /** The scores of given periods, 0 for one that is no hill or out of bounds. O(n log n + periods · n). */
    public static double[] validate(double[] series, double[] periods) {
        double[] scores = new double[periods.length];
        if (series.length <= 2 * SHORTEST) {
            return scores;
        }
        CircularAutocorrelation correlation = CircularAutocorrelation.of(series);
        for (int index = 0; index < periods.length; index++) {
            double period = periods[index];
            if (period >= SHORTEST && 2 * period < series.length) {
                int lag = (int) Math.round(period);
                int hill = hill(correlation, series.length, (int) Math.round(series.length / period));
                scores[index] = hill == lag ? correlation.score(lag) : 0;
            }
        }
        return scores;
    }

    /** The lag of the greatest correlation in the window of frequency {@code k}; 0 when that is at an edge. */
    private static int hill(CircularAutocorrelation correlation, int length, int k) {
        double n = length;
        int from = Math.max(1, (int) Math.ceil((n / (k + 1) + n / k) / 2 - 1));
        int to = Math.min(length - 1, (int) Math.floor((n / k + n / (k - 1)) / 2 + 1));
        int greatest = from;
        for (int lag = from + 1; lag <= to; lag++) {
            if (correlation.at(lag) > correlation.at(greatest)) {
                greatest = lag;
            }
        }
        return greatest > from && greatest < to ? greatest : 0;
    }
}
