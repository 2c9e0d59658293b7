package dev.halcyon.learn.model;

/**
 * Maps the numbers of one feature linearly so that the training rows lie in 0 … 1; new rows may fall outside.
 *
 * @param minimum smallest training value
 * @param maximum largest training value
 */
public record MinMaxScaling(double minimum, double maximum) {
    /** A range below this is a constant that differs by rounding only. */
    private static final double NO_RANGE = 10 * Math.ulp(1.0);

    public MinMaxScaling {
        if (!Double.isFinite(minimum) || !Double.isFinite(maximum) || minimum > maximum) {
            throw new IllegalArgumentException("%s … %s is not a range.".formatted(minimum, maximum));
        }
    }

    /** The scaled value; a constant feature is only shifted to 0. */
    public double scale(double value) {
        double range = maximum - minimum;
        double factor = 1.0 / (range < NO_RANGE ? 1.0 : range);
        return value * factor + (0.0 - minimum * factor);
    }
}
