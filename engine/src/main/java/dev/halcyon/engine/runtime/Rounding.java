package dev.halcyon.engine.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** R38: halves away from zero, digits may be negative. */
final class Rounding {

    private static final int MOST_DIGITS = 300;

    /** From here on every double is whole. */
    private static final double WHOLE = 0x1p52;

    /** The greatest number below a half: adding a half itself would lift its neighbour to one. */
    private static final double LESS_THAN_HALF = Math.nextDown(0.5);

    private Rounding() {}

    static double round(double value, long digits) {
        if (!Double.isFinite(value) || Math.abs(digits) > MOST_DIGITS) {
            return value;
        }
        double power = Math.pow(10, (int) Math.abs(digits));
        double scaled = digits < 0 ? value / power : value * power;
        if (!Double.isFinite(scaled) || Math.abs(scaled) >= WHOLE) {
            return value;
        }
        double rounded = Math.copySign(Math.floor(Math.abs(scaled) + LESS_THAN_HALF), value);
        return digits < 0 ? rounded * power : rounded / power;
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
