package dev.halcyon.analytics.periods;

import dev.halcyon.analytics.transform.ComplexSeries;
import dev.halcyon.analytics.transform.FourierTransform;

/**
 * The circular autocorrelation of a series and its power spectrum (series.md, section 2):
 *
 * <pre>
 * C[l]     = Σ (y[i] − ȳ) · (y[(i + l) mod n] − ȳ)
 * score(l) = (C[l] − min C) / (C[0] − min C)
 * </pre>
 *
 * Scores do not change when the series is shifted or scaled.
 */
final class CircularAutocorrelation {

    /** Below this share of the greatest value, what remains of a constant series after its mean is rounding. */
    private static final double ROUNDING = 1e-13;

    private final int length;
    private final double[] power;
    private final double[] correlation;
    private final double least;

    private CircularAutocorrelation(int length, double[] power, double[] correlation) {
        this.length = length;
        this.power = power;
        this.correlation = correlation;
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : correlation) {
            smallest = Math.min(smallest, value);
        }
        this.least = smallest;
    }

    /** O(n log n). */
    static CircularAutocorrelation of(double[] series) {
        int length = series.length;
        double[] centred = centred(series);
        FourierTransform transform = FourierTransform.ofLength(length);
        ComplexSeries spectrum = transform.forwardReal(centred);
        int bins = spectrum.length();
        double[] mirrored = new double[length];
        for (int k = 0; k < bins; k++) {
            double real = spectrum.real()[k];
            double imaginary = spectrum.imaginary()[k];
            mirrored[k] = real * real + imaginary * imaginary;
        }
        for (int k = bins; k < length; k++) {
            mirrored[k] = mirrored[length - k];
        }
        // The spectrum is real and even, so its inverse transform is its forward transform.
        double[] correlation = transform.forwardReal(mirrored).real();
        return new CircularAutocorrelation(length, mirrored, correlation);
    }

    private static double[] centred(double[] series) {
        double sum = 0;
        double greatest = 0;
        for (double value : series) {
            sum += value;
            greatest = Math.max(greatest, Math.abs(value));
        }
        double mean = sum / series.length;
        double[] centred = new double[series.length];
        double farthest = 0;
        for (int i = 0; i < series.length; i++) {
            centred[i] = series[i] - mean;
            farthest = Math.max(farthest, Math.abs(centred[i]));
        }
        return farthest <= ROUNDING * greatest ? new double[series.length] : centred;
    }

    /** The number of frequencies apart from 0. */
    int frequencies() {
        return length / 2;
    }

    /** The power of frequency {@code k}, 1 … {@link #frequencies()}. */
    double power(int k) {
        return power[k];
    }

    /** The power of all frequencies apart from 0. */
    double totalPower() {
        double total = 0;
        for (int k = 1; k <= frequencies(); k++) {
            total += power[k];
        }
        return total;
    }

    /** C[lag] times the length, for any lag from 0 to the length. */
    double at(int lag) {
        return correlation[Math.min(lag, length - lag)];
    }

    /** 0 … 1; 0 for a constant series. */
    double score(int lag) {
        double range = correlation[0] - least;
        return range > 0 ? (at(lag) - least) / range : 0;
    }
}
