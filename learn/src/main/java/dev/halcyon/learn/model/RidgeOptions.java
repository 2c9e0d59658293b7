package dev.halcyon.learn.model;

import java.util.List;

/**
 * Ridge regression with the penalty chosen by leave-one-out error.
 *
 * @param alphas penalties to choose from, finite and greater than 0; of equal errors the first one wins
 */
public record RidgeOptions(List<Double> alphas) implements Hyperparameters {
    /**
     * 25 penalties from 10^-6 to 10^6, evenly spaced in the exponent. Written out, because a power function may differ
     * in the last bit between processors, and equal rows have to give equal models on all of them (requirement L-8).
     */
    public static final RidgeOptions DEFAULT = new RidgeOptions(List.of(
            1E-06,
            3.162277660168379E-06,
            1E-05,
            3.1622776601683795E-05,
            0.0001,
            0.00031622776601683794,
            0.001,
            0.0031622776601683794,
            0.01,
            0.03162277660168379,
            0.1,
            0.31622776601683794,
            1.0,
            3.1622776601683795,
            10.0,
            31.622776601683793,
            100.0,
            316.22776601683796,
            1000.0,
            3162.2776601683795,
            10000.0,
            31622.776601683792,
            100000.0,
            316227.7660168379,
            1000000.0));

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
}
