package dev.halcyon.engine.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** R38: halves away from zero, digits may be negative. */
final class Rounding {

    private static final int MOST_DIGITS = 400;

    private Rounding() {}

    static double round(double value, long digits) {
        if (!Double.isFinite(value) || Math.abs(digits) > MOST_DIGITS) {
            return value;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) digits, RoundingMode.HALF_UP)
                .doubleValue();
    }

    static long round(long value, long digits) {
        if (digits >= 0) {
            return value;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) Math.max(digits, -MOST_DIGITS), RoundingMode.HALF_UP)
                .longValue();
    }
}
