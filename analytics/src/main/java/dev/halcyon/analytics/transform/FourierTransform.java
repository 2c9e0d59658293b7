package dev.halcyon.analytics.transform;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The discrete Fourier transform of one length, which need not be a power of two (series.md, section 6).
 *
 * <p>Lengths without a large prime factor take the self-sorting mixed radix algorithm ({@link MixedRadix}), the others
 * Bluestein's ({@link Bluestein}), so every length n takes O(n log n). The forward transform is not scaled, the inverse
 * is divided by n. Instances are immutable and may be shared by threads.
 */
public final class FourierTransform {

    private static final int LONGEST_KEPT = 16_384;
    private static final int MOST_KEPT = 64;
    private static final ConcurrentHashMap<Integer, FourierTransform> KEPT = new ConcurrentHashMap<>();

    private final int length;
    private final ComplexAlgorithm whole;
    private final ComplexAlgorithm half;
    private final double[] halfCosine;
    private final double[] halfSine;

    private FourierTransform(int length) {
        this.length = length;
        boolean packs = length >= 2 && length % 2 == 0;
        this.whole = ComplexAlgorithm.of(length);
        this.half = packs ? ComplexAlgorithm.of(length / 2) : whole;
        int turns = packs ? length / 2 + 1 : 0;
        this.halfCosine = new double[turns];
        this.halfSine = new double[turns];
        for (int k = 0; k < turns; k++) {
            halfCosine[k] = Math.cos(2 * Math.PI * k / length);
            halfSine[k] = -Math.sin(2 * Math.PI * k / length);
        }
    }

    /** The transform of series of {@code length} elements. */
    public static FourierTransform ofLength(int length) {
        FourierTransform kept = KEPT.get(length);
        if (kept != null) {
            return kept;
        }
        FourierTransform made = new FourierTransform(length);
        if (length <= LONGEST_KEPT && KEPT.size() < MOST_KEPT) {
            KEPT.putIfAbsent(length, made);
        }
        return made;
    }

    /** Σ x[j]·e^(−2πi·jk/n), not scaled. O(n log n). */
    public ComplexSeries forward(ComplexSeries series) {
        check(series.length());
        double[] real = series.real().clone();
        double[] imaginary = series.imaginary().clone();
        whole.transform(real, imaginary);
        return new ComplexSeries(real, imaginary);
    }

    /** The series whose forward transform is {@code spectrum}. O(n log n). */
    public ComplexSeries inverse(ComplexSeries spectrum) {
        check(spectrum.length());
        // Swapping real and imaginary parts before and after turns the forward transform into the inverse.
        double[] real = spectrum.imaginary().clone();
        double[] imaginary = spectrum.real().clone();
        whole.transform(real, imaginary);
        for (int k = 0; k < length; k++) {
            real[k] /= length;
            imaginary[k] /= length;
        }
        return new ComplexSeries(imaginary, real);
    }

    /** The first half of the spectrum of real numbers, frequencies 0 … n/2; the other half is its mirror image. */
    public ComplexSeries forwardReal(double[] series) {
        check(series.length);
        int bins = length == 0 ? 0 : length / 2 + 1;
        if (halfCosine.length == 0) {
            double[] real = series.clone();
            double[] imaginary = new double[length];
            whole.transform(real, imaginary);
            return new ComplexSeries(java.util.Arrays.copyOf(real, bins), java.util.Arrays.copyOf(imaginary, bins));
        }
        return packed(series, bins);
    }

    /** Even and odd elements are real and imaginary parts of one transform of half the length. */
    private ComplexSeries packed(double[] series, int bins) {
        int count = length / 2;
        double[] even = new double[count];
        double[] odd = new double[count];
        for (int k = 0; k < count; k++) {
            even[k] = series[2 * k];
            odd[k] = series[2 * k + 1];
        }
        half.transform(even, odd);
        double[] real = new double[bins];
        double[] imaginary = new double[bins];
        for (int k = 0; k <= count; k++) {
            int at = k == count ? 0 : k;
            int mirror = k == 0 || k == count ? 0 : count - k;
            double evenReal = (even[at] + even[mirror]) / 2;
            double evenImaginary = (odd[at] - odd[mirror]) / 2;
            double oddReal = (odd[at] + odd[mirror]) / 2;
            double oddImaginary = (even[mirror] - even[at]) / 2;
            real[k] = evenReal + halfCosine[k] * oddReal - halfSine[k] * oddImaginary;
            imaginary[k] = evenImaginary + halfCosine[k] * oddImaginary + halfSine[k] * oddReal;
        }
        return new ComplexSeries(real, imaginary);
    }

    private void check(int elements) {
        if (elements != length) {
            throw new IllegalArgumentException(
                    "A transform of length %d does not take %d elements.".formatted(length, elements));
        }
    }
}
