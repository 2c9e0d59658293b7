package dev.halcyon.analytics.anomalies;

/**
 * How rare a value is among those before it, as the number of decimal digits of its odds: 2 is one in a hundred, 3 one
 * in a thousand. A conformal p-value (G. Shafer and V. Vovk, "A tutorial on conformal prediction", 2008) of one side:
 * the share of the values before that lie at least as far out.
 *
 * <p>Ranks cannot tell a new extreme from a huge one. For a value beyond all before it, the logarithm of how far it lies
 * beyond them, in units of their upper tenth, is added, at most {@value #BEYOND} digits.
 */
final class Rarity {

    /** So many values must have passed before one is called rare. */
    private static final int WARM_UP = 30;

    /** The memory: rarer than one in so many is not counted, only extrapolated. */
    private static final int MEMORY = 4000;

    private static final double BEYOND = 3;
    private static final double TAIL = 0.1;
    private static final double ROUNDING = 1e-9;

    private final SlidingOrder past = new SlidingOrder(MEMORY);

    /**
     * The rarity of {@code value} on its own side, not negative.
     *
     * @param size the size of the numbers it comes from, below whose rounding nothing is told apart
     */
    double upper(double value, double size) {
        return past.size() < WARM_UP
                ? 0
                : digits(past.size() - past.below(value), value, past.quantile(1), past.quantile(1 - TAIL), size);
    }

    /** As for {@link #upper}, with the sign of the side on which the value is rarer. */
    double twoSided(double value, double size) {
        if (past.size() < WARM_UP) {
            return 0;
        }
        int above = past.size() - past.below(value);
        int below = past.size() - past.above(value);
        return above <= below
                ? digits(above, value, past.quantile(1), past.quantile(1 - TAIL), size)
                : -digits(below, -value, -past.quantile(0), -past.quantile(TAIL), size);
    }

    private double digits(int asFar, double value, double extreme, double inner, double size) {
        double digits = -Math.log10((asFar + 1.0) / (past.size() + 1));
        if (asFar > 0) {
            return digits;
        }
        double unit = Math.max(Math.max(extreme - inner, ROUNDING * size), Double.MIN_NORMAL);
        return digits + Math.min(BEYOND, Math.log1p((value - extreme) / unit));
    }

    /** Remembers a value. */
    void learn(double value) {
        past.add(value);
    }

    /** Forgets all values. */
    void forget() {
        past.clear();
    }
}
