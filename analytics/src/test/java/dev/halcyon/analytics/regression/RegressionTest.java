package dev.halcyon.analytics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegressionTest {

    @Test
    void theWorkedLine() {
        LineFit line = LineFit.of(new double[] {2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30});
        assertThat(line.rsquare()).isCloseTo(0.982900730884447, offset(1e-12));
        assertThat(line.slope()).isCloseTo(2.730769230769231, offset(1e-12));
        assertThat(line.variance()).isCloseTo(98.62878787878789, offset(1e-12));
        assertThat(line.residualVariance()).isCloseTo(1.686480186480187, offset(1e-12));
        assertThat(line.interception()).isCloseTo(-1.6666666666666716, offset(1e-12));
        assertThat(line.fit()[11]).isCloseTo(31.102564102564102, offset(1e-12));
    }

    @Test
    void theWorkedTwoLines() {
        TwoLineFit lines = TwoLineFit.of(new double[] {1, 2.2, 2.5, 4.7, 5, 12, 10.3, 10.3, 9, 8.3, 6.2});
        assertThat(lines.split()).isEqualTo(5);
        assertThat(lines.rsquare()).isCloseTo(0.98651, offset(1e-5));
        double[] fit = {
            0.98,
            2.03,
            3.08,
            4.13,
            5.18,
            11.942857142857143,
            10.905714285714286,
            9.868571428571428,
            8.831428571428573,
            7.794285714285716,
            6.75714285714286
        };
        assertThat(lines.fit()).containsExactly(fit, offset(1e-12));
    }

    @Test
    void theFastSearchFindsTheBestSplit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            double[] series =
                    random.doubles(random.nextInt(2, 40), 1e6, 1e6 + 10).toArray();
            double best = IntStream.range(1, series.length)
                    .mapToDouble(split -> squares(series, split))
                    .min()
                    .orElseThrow();
            assertThat(squares(series, TwoLineFit.of(series).split()))
                    .as("seed %d", seed)
                    .isCloseTo(best, offset(1e-6));
        }
    }

    private static double squares(double[] series, int split) {
        double[] left = LineFit.of(series, 0, split).fit();
        double[] right = LineFit.of(series, split, series.length).fit();
        double squares = 0;
        for (int i = 0; i < series.length; i++) {
            double fit = i < split ? left[i] : right[i - split];
            squares += (series[i] - fit) * (series[i] - fit);
        }
        return squares;
    }

    @Test
    void aPolynomialIsFoundAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            int degree = random.nextInt(0, 6);
            double[] wanted = random.doubles(degree + 1, -3, 3).toArray();
            double[] x = random.doubles(50, -2, 5).toArray();
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                for (double coefficient : wanted) {
                    y[i] = y[i] * x[i] + coefficient;
                }
            }
            PolynomialFit fit = PolynomialFit.of(y, x, degree);
            assertThat(fit.coefficients()).as("seed %d", seed).containsExactly(wanted, offset(1e-8));
            assertThat(fit.rsquare()).as("seed %d", seed).isCloseTo(1, offset(1e-9));
        }
    }

    @Test
    void aPolynomialOfDegreeOneIsTheLine() {
        double[] y = {2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30};
        double[] x = IntStream.rangeClosed(1, y.length).mapToDouble(i -> i).toArray();
        PolynomialFit polynomial = PolynomialFit.of(y, x, 1);
        assertThat(polynomial.coefficients())
                .containsExactly(new double[] {2.730769230769231, -1.6666666666666716}, offset(1e-12));
        assertThat(polynomial.residualVariance()).isCloseTo(1.686480186480187, offset(1e-12));
    }

    @Test
    void tooFewPointsForADegreeGiveTheLowerOne() {
        PolynomialFit fit = PolynomialFit.of(new double[] {1, 3}, new double[] {1, 2}, 4);
        assertThat(fit.coefficients()).containsExactly(new double[] {0, 0, 0, 2, -1}, offset(1e-12));
    }

    @Test
    void constantsFitPerfectly() {
        assertThat(LineFit.of(new double[] {0.1, 0.1, 0.1}).rsquare()).isEqualTo(1);
        assertThat(LineFit.of(new double[] {5}).fit()).containsExactly(5);
        assertThat(TwoLineFit.of(new double[] {5, 5}).split()).isEqualTo(1);
        assertThatThrownBy(() -> LineFit.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TwoLineFit.of(new double[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PolynomialFit.of(new double[1], new double[2], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
