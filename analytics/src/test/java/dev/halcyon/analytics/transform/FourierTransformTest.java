package dev.halcyon.analytics.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FourierTransformTest {

    /** Powers, products of small primes, primes above the mixed radix limit, and the empty series. */
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 11, 25, 37, 60, 74, 97, 101, 210, 365, 840, 1000, 1024
    };

    @Test
    void equalsItsDefinitionForEveryKindOfLength() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int length : LENGTHS) {
            ComplexSeries series = random(length, random);
            ComplexSeries spectrum = FourierTransform.ofLength(length).forward(series);
            assertThat(distance(spectrum, byDefinition(series)))
                    .as("length %d, seed %d", length, seed)
                    .isLessThan(1e-10);
        }
    }

    @Test
    void theInverseLeadsBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int length : LENGTHS) {
            ComplexSeries series = random(length, random);
            FourierTransform transform = FourierTransform.ofLength(length);
            assertThat(distance(transform.inverse(transform.forward(series)), series))
                    .as("length %d, seed %d", length, seed)
                    .isLessThan(1e-12);
        }
    }

    @Test
    void realNumbersGiveTheFirstHalfOfTheirSpectrum() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int length : LENGTHS) {
            double[] series = random.doubles(length).toArray();
            FourierTransform transform = FourierTransform.ofLength(length);
            ComplexSeries whole = transform.forward(new ComplexSeries(series, new double[length]));
            ComplexSeries half = transform.forwardReal(series);
            for (int k = 0; k < half.length(); k++) {
                assertThat(Math.hypot(half.real()[k] - whole.real()[k], half.imaginary()[k] - whole.imaginary()[k]))
                        .as("length %d, frequency %d, seed %d", length, k, seed)
                        .isLessThan(1e-11);
            }
        }
    }

    @Test
    void refusesAnotherLength() {
        FourierTransform transform = FourierTransform.ofLength(4);
        assertThatThrownBy(() -> transform.forwardReal(new double[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ComplexSeries(new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ComplexSeries random(int length, Random random) {
        return new ComplexSeries(
                random.doubles(length).toArray(), random.doubles(length).toArray());
    }

    private static ComplexSeries byDefinition(ComplexSeries series) {
        int n = series.length();
        double[] real = new double[n];
        double[] imaginary = new double[n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                double angle = -2 * Math.PI * ((long) j * k % n) / n;
                real[k] += series.real()[j] * Math.cos(angle) - series.imaginary()[j] * Math.sin(angle);
                imaginary[k] += series.real()[j] * Math.sin(angle) + series.imaginary()[j] * Math.cos(angle);
            }
        }
        return new ComplexSeries(real, imaginary);
    }

    private static double distance(ComplexSeries left, ComplexSeries right) {
        double greatest = 0;
        for (int k = 0; k < left.length(); k++) {
            greatest = Math.max(
                    greatest, Math.hypot(left.real()[k] - right.real()[k], left.imaginary()[k] - right.imaginary()[k]));
        }
        return greatest;
    }
}
