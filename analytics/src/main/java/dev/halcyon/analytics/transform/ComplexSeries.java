package dev.halcyon.analytics.transform;

/**
 * Complex numbers as two arrays of one length.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts
 */
public record ComplexSeries(double[] real, double[] imaginary) {

    /** Checks the lengths. */
    public ComplexSeries {
        if (real.length != imaginary.length) {
            throw new IllegalArgumentException(
                    "%d real parts do not go with %d imaginary parts.".formatted(real.length, imaginary.length));
        }
    }

    /** The number of elements. */
    public int length() {
        return real.length;
    }
}
