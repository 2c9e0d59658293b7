package dev.halcyon.bench.anomalies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scoring rule of the Numenta Anomaly Benchmark (A. Lavin and S. Ahmad, "Evaluating real-time anomaly detection
 * algorithms", 2015), with the one threshold for the whole corpus that serves the detector best.
 *
 * <p>The earliest alarm in a window earns up to 1, the less the later it comes; a window without one costs a miss; an
 * alarm outside costs more the farther it lies behind the window before it. The first 15 % of a series, at most 750
 * points, are for learning and do not count. A detector that never raises an alarm has 0, a perfect one 100.
 *
 * @param threshold alarms are the points with at least this score
 * @param raw the sum of hits, misses and false alarms
 * @param normalised the raw sum on the scale of 0 for the silent and 100 for the perfect detector
 * @param found windows with an alarm
 * @param falseAlarms alarms outside the windows
 */
record NabScore(double threshold, double raw, double normalised, int found, int falseAlarms) {

    private static final double PROBATION = 0.15;
    private static final double LONGEST_PROBATION = 750;
    private static final double STEEPNESS = 5;
    private static final double FAR = 3;

    /** The score of a detector, given its anomaly scores for every series in turn. O(n log n). */
    static NabScore best(List<LabelledSeries> corpus, List<double[]> scores, NabProfile profile) {
        return sweep(corpus, scores, profile).stream()
                .max(Comparator.comparingDouble(NabScore::raw))
                .orElseThrow();
    }

    /** The score of a detector whose alarms are the points with at least {@code threshold}. O(n log n). */
    static NabScore at(double threshold, List<LabelledSeries> corpus, List<double[]> scores, NabProfile profile) {
        return sweep(corpus, scores, profile).stream()
                .filter(score -> score.threshold >= threshold)
                .min(Comparator.comparingDouble(NabScore::threshold))
                .orElseThrow();
    }

    private static List<NabScore> sweep(List<LabelledSeries> corpus, List<double[]> scores, NabProfile profile) {
        List<Point> points = new ArrayList<>();
        int labelled = 0;
        for (int i = 0; i < corpus.size(); i++) {
            labelled += addPoints(corpus.get(i), scores.get(i), labelled, profile, points);
        }
        points.sort(Comparator.comparingDouble(Point::score).reversed());
        double[] earned = new double[labelled];
        Arrays.fill(earned, Double.NEGATIVE_INFINITY);
        // A window that probation hides entirely can be neither hit nor missed.
        boolean[] countable = new boolean[labelled];
        points.stream().filter(point -> point.window >= 0).forEach(point -> countable[point.window] = true);
        double total = 0;
        for (boolean counts : countable) {
            total -= counts ? profile.miss() : 0;
        }
        double silent = -profile.miss() * labelled;
        double perfect = profile.hit() * labelled;
        List<NabScore> sweep = new ArrayList<>();
        sweep.add(new NabScore(Double.POSITIVE_INFINITY, total, normalised(total, silent, perfect), 0, 0));
        int found = 0;
        int falseAlarms = 0;
        for (int next = 0; next < points.size(); ) {
            double threshold = points.get(next).score;
            for (; next < points.size() && points.get(next).score == threshold; next++) {
                Point point = points.get(next);
                if (point.window < 0) {
                    total += point.weight;
                    falseAlarms++;
                } else if (point.weight > earned[point.window]) {
                    boolean first = earned[point.window] == Double.NEGATIVE_INFINITY;
                    found += first ? 1 : 0;
                    total += point.weight - (first ? -profile.miss() : earned[point.window]);
                    earned[point.window] = point.weight;
                }
            }
            sweep.add(new NabScore(threshold, total, normalised(total, silent, perfect), found, falseAlarms));
        }
        return sweep;
    }

    private static double normalised(double total, double silent, double perfect) {
        return 100 * (total - silent) / (perfect - silent);
    }

    private static int addPoints(
            LabelledSeries series, double[] scores, int offset, NabProfile profile, List<Point> points) {
        int length = series.values().length;
        double probation = Math.min(Math.floor(PROBATION * length), LONGEST_PROBATION);
        List<LabelledSeries.Window> windows = series.windows();
        int current = 0;
        for (int i = 0; i < length; i++) {
            while (current < windows.size() && i > windows.get(current).last()) {
                current++;
            }
            boolean inside =
                    current < windows.size() && i >= windows.get(current).first();
            double weight = inside
                    ? profile.hit() * reward(windows.get(current), i)
                    : profile.falseAlarm() * penalty(current == 0 ? null : windows.get(current - 1), i);
            if (i >= probation) {
                points.add(new Point(scores[i], inside ? offset + current : -1, weight));
            }
        }
        return windows.size();
    }

    private static double reward(LabelledSeries.Window window, int index) {
        double position = -(double) (window.last() - index + 1) / window.width();
        return sigmoid(position) / sigmoid(-1);
    }

    private static double penalty(LabelledSeries.@Nullable Window before, int index) {
        if (before == null) {
            return -1;
        }
        double position = (double) (index - before.last()) / (before.width() - 1);
        return position > FAR ? -1 : sigmoid(position);
    }

    /** 1 far to the left of 0, −1 far to the right. */
    private static double sigmoid(double position) {
        return 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
    }

    /** A point that counts; a window below 0 is none. */
    private record Point(double score, int window, double weight) {}
}
