package dev.halcyon.analytics.regression;

/**
 * {@code series_fit_poly} (series.md, section 4): the least squares polynomial.
 *
 * <p>It is built from the polynomials that are orthogonal over the given points (G. E. Forsythe, "Generation and use of
 * orthogonal polynomials for data-fitting with a digital computer", 1957): stable for high degrees, without a matrix.
 *
 * @param rsquare the share of the variation that the polynomial explains
 * @param coefficients highest power first
 * @param variance the sample variance of the series
 * @param residualVariance the sample variance around the polynomial
 * @param fit the polynomial at each point
 */
public record PolynomialFit(
        double rsquare, double[] coefficients, double variance, double residualVariance, double[] fit) {

    /** Below this share of the points' own squares an orthogonal polynomial is rounding: the points are too few. */
    private static final double ROUNDING = 1e-24;

    /**
     * The polynomial of a degree through points. O(n · degree).
     *
     * @throws IllegalArgumentException for no points, different lengths or a negative degree
     */
    public static PolynomialFit of(double[] y, double[] x, int degree) {
        int count = y.length;
        if (count == 0 || x.length != count || degree < 0) {
            throw new IllegalArgumentException(
                    "No polynomial of degree %d fits %d values at %d points.".formatted(degree, count, x.length));
        }
        Scale scale = Scale.of(x);
        double[] t = new double[count];
        for (int i = 0; i < count; i++) {
            t[i] = (x[i] - scale.centre) / scale.half;
        }
        double[] fit = new double[count];
        double[] coefficients = scale.unscaled(fit(y, t, degree, fit));
        return measured(y, fit, coefficients);
    }

    /** Fills {@code fit} and returns the coefficients, lowest power first. */
    private static double[] fit(double[] y, double[] t, int degree, double[] fit) {
        int count = y.length;
        double[] result = new double[degree + 1];
        double[] before = new double[count];
        double[] current = new double[count];
        java.util.Arrays.fill(current, 1);
        double[] beforeCoefficients = new double[degree + 2];
        double[] currentCoefficients = new double[degree + 2];
        currentCoefficients[0] = 1;
        double beforeSquares = 1;
        for (int power = 0; power <= degree; power++) {
            double squares = 0;
            double product = 0;
            double moment = 0;
            for (int i = 0; i < count; i++) {
                double square = current[i] * current[i];
                squares += square;
                product += current[i] * (y[i] - fit[i]);
                moment += t[i] * square;
            }
            if (squares <= ROUNDING * count) {
                break;
            }
            double weight = product / squares;
            double shift = moment / squares;
            double back = power == 0 ? 0 : squares / beforeSquares;
            for (int i = 0; i < count; i++) {
                fit[i] += weight * current[i];
                double following = (t[i] - shift) * current[i] - back * before[i];
                before[i] = current[i];
                current[i] = following;
            }
            double[] following = new double[degree + 2];
            for (int k = 0; k <= degree; k++) {
                result[k] += weight * currentCoefficients[k];
                following[k + 1] += currentCoefficients[k];
                following[k] -= shift * currentCoefficients[k] + back * beforeCoefficients[k];
            }
            beforeCoefficients = currentCoefficients;
            currentCoefficients = following;
            beforeSquares = squares;
        }
        return result;
    }

    private static PolynomialFit measured(double[] y, double[] fit, double[] coefficients) {
        int count = y.length;
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        double mean = sum / count;
        double total = 0;
        double residual = 0;
        for (int i = 0; i < count; i++) {
            total += (y[i] - mean) * (y[i] - mean);
            residual += (y[i] - fit[i]) * (y[i] - fit[i]);
        }
        return new PolynomialFit(
                Goodness.rsquare(residual, total, mean, count),
                coefficients,
                Goodness.variance(total, count),
                Goodness.variance(residual, count),
                fit);
    }

    /** Points moved to −1 … 1, where powers neither vanish nor explode. */
    private record Scale(double centre, double half) {

        static Scale of(double[] x) {
            double least = x[0];
            double greatest = x[0];
            for (double value : x) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            double half = greatest / 2 - least / 2;
            return new Scale(least + half, half > 0 ? half : 1);
        }

        /** The coefficients over the points as given, highest power first. */
        double[] unscaled(double[] scaled) {
            double[] result = new double[scaled.length];
            int top = scaled.length - 1;
            // Horner's scheme, each step multiplying the polynomial so far by (x − centre)/half.
            for (int k = top; k >= 0; k--) {
                for (int i = 0; i <= top; i++) {
                    double raised = i < top ? result[i + 1] : 0;
                    result[i] = (raised - centre * result[i]) / half;
                }
                result[top] += scaled[k];
            }
            return result;
        }
    }
}
