package dev.halcyon.learn.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Ridge regression with the penalty chosen by leave-one-out error.
 *
 * @param alphas penalties to choose from, finite and greater than 0; of equal errors the first one wins
 */
public record RidgeOptions(List<Double> alphas) implements Hyperparameters {
    /** 25 penalties from 10^-6 to 10^6, evenly spaced in the exponent. */
    public static final RidgeOptions DEFAULT = new RidgeOptions(logarithmicallySpaced(-6, 6, 25));

    public RidgeOptions {
        alphas = List.copyOf(alphas);
        if (alphas.isEmpty()) {
            throw new IllegalArgumentException("Ridge regression needs at least one alpha.");
        }
        for (double alpha : alphas) {
            if (!(alpha > 0 && Double.isFinite(alpha))) {
                throw new IllegalArgumentException("An alpha is finite and greater than 0, not %s.".formatted(alpha));
            }
        }
    }

    @Override
    public String modelName() {
        return "ridge regression";
    }

    /** {@code count} powers of ten whose exponents run evenly from {@code first} to {@code last}. */
    public static List<Double> logarithmicallySpaced(double first, double last, int count) {
        List<Double> values = new ArrayList<>();
        double step = count == 1 ? 0 : (last - first) / (count - 1);
        for (int i = 0; i < count; i++) {
            values.add(Math.pow(10, first + i * step));
        }
        return values;
    }
}
