package dev.halcyon.bench.anomalies;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * A published detector of the benchmark, here only because its published scores verify {@link NabScore}: the tail
 * probability of a value under a normal distribution over a window of 6,400 points that moves in steps of 100.
 */
final class WindowedGaussian {

    private static final int WINDOW = 6400;
    private static final int STEP = 100;
    private static final double LEAST_DEVIATION = 1e-6;

    /** The published scores were written with so many digits, which turns the greatest of them into 1. */
    private static final MathContext WRITTEN = new MathContext(12);

    private WindowedGaussian() {}

    static double[] scores(double[] values) {
        double[] scores = new double[values.length];
        double mean = 0;
        double deviation = 1;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                double z = Math.abs(values[i] - mean) / deviation;
                double score = 1 - 0.5 * Erfc.value(z / Math.sqrt(2));
                scores[i] = new BigDecimal(score).round(WRITTEN).doubleValue();
            }
            int seen = i + 1;
            if (seen <= WINDOW || (seen - WINDOW) % STEP == 0) {
                int from = Math.max(0, seen - WINDOW);
                mean = mean(values, from, seen);
                deviation = deviation(values, from, seen, mean);
            }
        }
        return scores;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static double deviation(double[] values, int from, int to, double mean) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        double deviation = Math.sqrt(squares / (to - from));
        return deviation == 0 ? LEAST_DEVIATION : deviation;
    }
}
