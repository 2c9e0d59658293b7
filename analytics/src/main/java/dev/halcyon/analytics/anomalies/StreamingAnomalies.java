package dev.halcyon.analytics.anomalies;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Anomalies without looking ahead: flag, score and baseline of a point depend on it and the points before it only.
 *
 * <p>The score is the rarity of the deviation from the baseline in decimal digits, negative below the baseline: −3 is a
 * decline of which there was less than one in a thousand. A flag is raised where the score exceeds the threshold, the
 * deviation exceeds the scale floor, and no score of the cool-down before was as far out.
 *
 * @param flags 1 for a rise, −1 for a decline, 0 for neither
 * @param scores 0 for a value that is missing and within the scale floor
 * @param baseline what was expected; NaN where nothing had come before
 */
public record StreamingAnomalies(int[] flags, double[] scores, double[] baseline) {

    /** By the size of the deviation. */
    public static StreamingAnomalies of(double[] series, AnomalyOptions options) {
        return of(series, options, Optional.empty());
    }

    /**
     * By another measure of strangeness. Time and memory are linear, apart from the logarithm that finding a season
     * costs.
     *
     * @param series NaN and infinity where a value is missing
     * @param measure gives a measure that has seen nothing; without one the deviation itself is measured, on both sides
     */
    public static StreamingAnomalies of(
            double[] series, AnomalyOptions options, Optional<Supplier<StrangenessMeasure>> measure) {
        return new Detection(series, options, measure).run();
    }

    private static final class Detection {

        private final double[] series;
        private final double[] filled;
        private final AnomalyOptions options;
        private final Optional<Supplier<StrangenessMeasure>> measures;
        private final TrailingBaseline baseline;
        private final Rarity rarity = new Rarity();
        private Optional<StrangenessMeasure> measure = Optional.empty();

        Detection(double[] series, AnomalyOptions options, Optional<Supplier<StrangenessMeasure>> measures) {
            this.series = series;
            this.filled = new double[series.length];
            this.options = options;
            this.measures = measures;
            this.baseline = new TrailingBaseline(filled, options.seasonality());
        }

        StreamingAnomalies run() {
            int length = series.length;
            double[] scores = new double[length];
            double[] expected = new double[length];
            measure = measures.map(Supplier::get);
            for (int index = 0; index < length; index++) {
                if (baseline.reconsider(index)) {
                    learnAgain(index);
                }
                expected[index] = baseline.expect(index);
                boolean missing = !Double.isFinite(series[index]);
                filled[index] = missing ? orZero(expected[index]) : series[index];
                if (missing) {
                    continue;
                }
                if (!Double.isNaN(expected[index])) {
                    scores[index] = score(index, expected[index]);
                }
                baseline.learn(index);
            }
            return new StreamingAnomalies(flags(scores), scores, expected);
        }

        /** A missing value before the first is taken for 0 where a season is looked for. */
        private static double orZero(double value) {
            return Double.isNaN(value) ? 0 : value;
        }

        /** Everything the old season led to is forgotten, so the latest points are gone through with the new one. */
        private void learnAgain(int index) {
            rarity.forget();
            measure = measures.map(Supplier::get);
            for (int before = baseline.restart(index); before < index; before++) {
                if (Double.isFinite(series[before])) {
                    double expected = baseline.expect(before);
                    if (!Double.isNaN(expected)) {
                        score(before, expected);
                    }
                    baseline.learn(before);
                }
            }
        }

        private double score(int index, double expected) {
            // Sums of the greatest numbers overflow.
            double deviation = Math.clamp(series[index] - expected, -Double.MAX_VALUE, Double.MAX_VALUE);
            double size = Math.max(Math.abs(series[index]), Math.abs(expected));
            double score;
            if (measure.isEmpty()) {
                score = rarity.twoSided(deviation, size);
                rarity.learn(deviation);
            } else {
                double strangeness = measure.get().next(deviation);
                score = Math.copySign(rarity.upper(strangeness, 1), deviation);
                rarity.learn(strangeness);
            }
            return Math.abs(deviation) <= options.scaleFloor() * Math.abs(expected) ? 0 : score;
        }

        private int[] flags(double[] scores) {
            int[] flags = new int[scores.length];
            double[] silenced = withoutWeaker(scores, options.coolDown());
            for (int i = 0; i < flags.length; i++) {
                flags[i] = silenced[i] > options.threshold() ? 1 : silenced[i] < -options.threshold() ? -1 : 0;
            }
            return flags;
        }
    }

    /**
     * The scores that stay when each silences those of the points after it that are not farther out. Whatever the
     * threshold, a point is flagged exactly if what stays of its score exceeds it. O(n).
     *
     * @param coolDown how many points after it a score silences
     */
    public static double[] withoutWeaker(double[] scores, int coolDown) {
        double[] remaining = scores.clone();
        // The indices of scores that no later one exceeds yet, the farthest out first.
        int[] queue = new int[scores.length];
        int head = 0;
        int tail = 0;
        for (int i = 0; i < scores.length; i++) {
            while (head < tail && queue[head] < i - (long) coolDown) {
                head++;
            }
            double size = Math.abs(scores[i]);
            if (head < tail && Math.abs(scores[queue[head]]) >= size) {
                remaining[i] = 0;
            }
            while (head < tail && Math.abs(scores[queue[tail - 1]]) <= size) {
                tail--;
            }
            queue[tail++] = i;
        }
        return remaining;
    }
}
