package dev.halcyon.engine.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The position of a percentile: ⌈p/100·n⌉ (R90), at least 1. A percentile is the decimal number that was written: as
 * doubles 55/100·100 is above 55.
 */
public final class NearestRank {

    private static final int PERCENT_DIGITS = 2;

    private NearestRank() {}

    /**
     * The part of the whole that a percentile means.
     *
     * @param percent no NaN; what lies outside 0 to 100 is taken for the nearer end
     */
    public static BigDecimal fraction(double percent) {
        return BigDecimal.valueOf(Math.clamp(percent, 0.0, 100.0)).movePointLeft(PERCENT_DIGITS);
    }

    /** The rank among that many values. */
    public static long of(double percent, long count) {
        BigDecimal rank = fraction(percent).multiply(BigDecimal.valueOf(count));
        return Math.max(1, rank.setScale(0, RoundingMode.CEILING).longValue());
    }

    /** Whether the weights so far reach the percentile of all weights. */
    static boolean reaches(BigDecimal sum, double percent, BigDecimal total) {
        return sum.compareTo(fraction(percent).multiply(total)) >= 0;
    }
}
