package dev.halcyon.analytics.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * Self-sorting mixed radix transform (Stockham's form): one pass for each factor of the length, each reading one pair of
 * arrays and writing the other, so that no reordering is needed.
 */
final class MixedRadix implements ComplexAlgorithm {

    private static final double SIN_60 = Math.sqrt(3) / 2;
    private static final double COS_72 = (Math.sqrt(5) - 1) / 4;
    private static final double COS_144 = -(Math.sqrt(5) + 1) / 4;
    private static final double SIN_72 = Math.sqrt(10 + 2 * Math.sqrt(5)) / 4;
    private static final double SIN_144 = Math.sqrt(10 - 2 * Math.sqrt(5)) / 4;

    private final int length;
    private final int[] factors;
    private final double[] cosine;
    private final double[] sine;

    MixedRadix(int length) {
        this.length = length;
        this.factors = factors(length);
        this.cosine = new double[length];
        this.sine = new double[length];
        for (int k = 0; k < length; k++) {
            cosine[k] = Math.cos(2 * Math.PI * k / length);
            sine[k] = -Math.sin(2 * Math.PI * k / length);
        }
    }

    /** Large factors first: their passes are cheapest while the runs are short. */
    private static int[] factors(int length) {
        List<Integer> factors = new ArrayList<>();
        int rest = length;
        for (int factor = 2; rest > 1; factor++) {
            while (rest % factor == 0) {
                boolean four = factor == 2 && rest % 4 == 0;
                factors.addFirst(four ? 4 : factor);
                rest /= four ? 4 : factor;
            }
        }
        return factors.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void transform(double[] real, double[] imaginary) {
        Pass pass = new Pass(real, imaginary, new double[length], new double[length], length, 1);
        for (int factor : factors) {
            switch (factor) {
                case 2 -> two(pass);
                case 3 -> three(pass);
                case 4 -> four(pass);
                case 5 -> five(pass);
                default -> any(pass, factor);
            }
            pass = new Pass(
                    pass.toReal, pass.toImaginary, pass.real, pass.imaginary, pass.rest / factor, pass.stride * factor);
        }
        boolean swapped = factors.length % 2 != 0;
        if (swapped) {
            System.arraycopy(pass.real, 0, real, 0, length);
            System.arraycopy(pass.imaginary, 0, imaginary, 0, length);
        }
    }

    /** Source, target, length of the transforms that remain, number of them. */
    private record Pass(
            double[] real, double[] imaginary, double[] toReal, double[] toImaginary, int rest, int stride) {}

    private void two(Pass pass) {
        double[] xr = pass.real;
        double[] xi = pass.imaginary;
        double[] yr = pass.toReal;
        double[] yi = pass.toImaginary;
        int stride = pass.stride;
        int groups = pass.rest / 2;
        for (int j = 0; j < groups; j++) {
            double c = cosine[j * stride];
            double s = sine[j * stride];
            for (int q = 0; q < stride; q++) {
                int a = q + stride * j;
                int b = a + stride * groups;
                int to = q + stride * 2 * j;
                double dr = xr[a] - xr[b];
                double di = xi[a] - xi[b];
                yr[to] = xr[a] + xr[b];
                yi[to] = xi[a] + xi[b];
                yr[to + stride] = dr * c - di * s;
                yi[to + stride] = dr * s + di * c;
            }
        }
    }

    private void three(Pass pass) {
        double[] xr = pass.real;
        double[] xi = pass.imaginary;
        double[] yr = pass.toReal;
        double[] yi = pass.toImaginary;
        int stride = pass.stride;
        int groups = pass.rest / 3;
        for (int j = 0; j < groups; j++) {
            double c1 = cosine[j * stride];
            double s1 = sine[j * stride];
            double c2 = cosine[2 * j * stride];
            double s2 = sine[2 * j * stride];
            for (int q = 0; q < stride; q++) {
                int a = q + stride * j;
                int b = a + stride * groups;
                int c = b + stride * groups;
                int to = q + stride * 3 * j;
                double sumReal = xr[b] + xr[c];
                double sumImaginary = xi[b] + xi[c];
                double midReal = xr[a] - sumReal / 2;
                double midImaginary = xi[a] - sumImaginary / 2;
                double crossReal = SIN_60 * (xi[b] - xi[c]);
                double crossImaginary = -SIN_60 * (xr[b] - xr[c]);
                yr[to] = xr[a] + sumReal;
                yi[to] = xi[a] + sumImaginary;
                double r1 = midReal + crossReal;
                double i1 = midImaginary + crossImaginary;
                double r2 = midReal - crossReal;
                double i2 = midImaginary - crossImaginary;
                yr[to + stride] = r1 * c1 - i1 * s1;
                yi[to + stride] = r1 * s1 + i1 * c1;
                yr[to + 2 * stride] = r2 * c2 - i2 * s2;
                yi[to + 2 * stride] = r2 * s2 + i2 * c2;
            }
        }
    }

    private void four(Pass pass) {
        double[] xr = pass.real;
        double[] xi = pass.imaginary;
        double[] yr = pass.toReal;
        double[] yi = pass.toImaginary;
        int stride = pass.stride;
        int groups = pass.rest / 4;
        for (int j = 0; j < groups; j++) {
            double c1 = cosine[j * stride];
            double s1 = sine[j * stride];
            double c2 = cosine[2 * j * stride];
            double s2 = sine[2 * j * stride];
            double c3 = cosine[3 * j * stride];
            double s3 = sine[3 * j * stride];
            for (int q = 0; q < stride; q++) {
                int a = q + stride * j;
                int b = a + stride * groups;
                int c = b + stride * groups;
                int d = c + stride * groups;
                int to = q + stride * 4 * j;
                double sumAcR = xr[a] + xr[c];
                double sumAcI = xi[a] + xi[c];
                double difAcR = xr[a] - xr[c];
                double difAcI = xi[a] - xi[c];
                double sumBdR = xr[b] + xr[d];
                double sumBdI = xi[b] + xi[d];
                double difBdR = xr[b] - xr[d];
                double difBdI = xi[b] - xi[d];
                yr[to] = sumAcR + sumBdR;
                yi[to] = sumAcI + sumBdI;
                double r1 = difAcR + difBdI;
                double i1 = difAcI - difBdR;
                double r2 = sumAcR - sumBdR;
                double i2 = sumAcI - sumBdI;
                double r3 = difAcR - difBdI;
                double i3 = difAcI + difBdR;
                yr[to + stride] = r1 * c1 - i1 * s1;
                yi[to + stride] = r1 * s1 + i1 * c1;
                yr[to + 2 * stride] = r2 * c2 - i2 * s2;
                yi[to + 2 * stride] = r2 * s2 + i2 * c2;
                yr[to + 3 * stride] = r3 * c3 - i3 * s3;
                yi[to + 3 * stride] = r3 * s3 + i3 * c3;
            }
        }
    }

    private void five(Pass pass) {
        double[] xr = pass.real;
        double[] xi = pass.imaginary;
        double[] yr = pass.toReal;
        double[] yi = pass.toImaginary;
        int stride = pass.stride;
        int step = stride * (pass.rest / 5);
        for (int j = 0; j < pass.rest / 5; j++) {
            int turn = j * stride;
            for (int q = 0; q < stride; q++) {
                int a = q + turn;
                int to = q + 5 * turn;
                double sum14R = xr[a + step] + xr[a + 4 * step];
                double sum14I = xi[a + step] + xi[a + 4 * step];
                double dif14R = xr[a + step] - xr[a + 4 * step];
                double dif14I = xi[a + step] - xi[a + 4 * step];
                double sum23R = xr[a + 2 * step] + xr[a + 3 * step];
                double sum23I = xi[a + 2 * step] + xi[a + 3 * step];
                double dif23R = xr[a + 2 * step] - xr[a + 3 * step];
                double dif23I = xi[a + 2 * step] - xi[a + 3 * step];
                double oneR = xr[a] + COS_72 * sum14R + COS_144 * sum23R;
                double oneI = xi[a] + COS_72 * sum14I + COS_144 * sum23I;
                double twoR = xr[a] + COS_144 * sum14R + COS_72 * sum23R;
                double twoI = xi[a] + COS_144 * sum14I + COS_72 * sum23I;
                double crossOneR = SIN_72 * dif14I + SIN_144 * dif23I;
                double crossOneI = -SIN_72 * dif14R - SIN_144 * dif23R;
                double crossTwoR = SIN_144 * dif14I - SIN_72 * dif23I;
                double crossTwoI = -SIN_144 * dif14R + SIN_72 * dif23R;
                yr[to] = xr[a] + sum14R + sum23R;
                yi[to] = xi[a] + sum14I + sum23I;
                turned(oneR + crossOneR, oneI + crossOneI, turn, to + stride, yr, yi);
                turned(twoR + crossTwoR, twoI + crossTwoI, 2 * turn, to + 2 * stride, yr, yi);
                turned(twoR - crossTwoR, twoI - crossTwoI, 3 * turn, to + 3 * stride, yr, yi);
                turned(oneR - crossOneR, oneI - crossOneI, 4 * turn, to + 4 * stride, yr, yi);
            }
        }
    }

    private void turned(double real, double imaginary, int turn, int to, double[] yr, double[] yi) {
        yr[to] = real * cosine[turn] - imaginary * sine[turn];
        yi[to] = real * sine[turn] + imaginary * cosine[turn];
    }

    /** The definition, pairing each element with its mirror image, which halves the multiplications. */
    private void any(Pass pass, int factor) {
        double[] xr = pass.real;
        double[] xi = pass.imaginary;
        int stride = pass.stride;
        int step = stride * (pass.rest / factor);
        int pairs = (factor - 1) / 2;
        int root = length / factor;
        double[] sumR = new double[pairs];
        double[] sumI = new double[pairs];
        double[] difR = new double[pairs];
        double[] difI = new double[pairs];
        for (int j = 0; j < pass.rest / factor; j++) {
            int turn = j * stride;
            for (int q = 0; q < stride; q++) {
                int a = q + turn;
                int to = q + factor * turn;
                double totalR = xr[a];
                double totalI = xi[a];
                for (int k = 0; k < pairs; k++) {
                    int up = a + (k + 1) * step;
                    int down = a + (factor - 1 - k) * step;
                    sumR[k] = xr[up] + xr[down];
                    sumI[k] = xi[up] + xi[down];
                    difR[k] = xr[up] - xr[down];
                    difI[k] = xi[up] - xi[down];
                    totalR += sumR[k];
                    totalI += sumI[k];
                }
                pass.toReal[to] = totalR;
                pass.toImaginary[to] = totalI;
                for (int t = 1; t <= pairs; t++) {
                    double evenR = xr[a];
                    double evenI = xi[a];
                    double oddR = 0;
                    double oddI = 0;
                    int angle = 0;
                    for (int k = 0; k < pairs; k++) {
                        angle += t;
                        angle -= angle >= factor ? factor : 0;
                        double c = cosine[angle * root];
                        double s = sine[angle * root];
                        evenR += c * sumR[k];
                        evenI += c * sumI[k];
                        oddR -= s * difI[k];
                        oddI += s * difR[k];
                    }
                    turned(evenR + oddR, evenI + oddI, t * turn, to + t * stride, pass.toReal, pass.toImaginary);
                    int mirror = factor - t;
                    turned(
                            evenR - oddR,
                            evenI - oddI,
                            mirror * turn,
                            to + mirror * stride,
                            pass.toReal,
                            pass.toImaginary);
                }
            }
        }
    }
}
