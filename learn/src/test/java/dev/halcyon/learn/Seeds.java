package dev.halcyon.learn;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a randomised check many times, and names the seed of the run that fails. */
public final class Seeds {
    private Seeds() {}

    /** Runs the check with {@code runs} generators; {@code -Dhalcyon.seed=N} repeats a single one. */
    public static void forEach(int runs, Consumer<Random> check) {
        Long only = Long.getLong("halcyon.seed");
        long first = only == null ? System.nanoTime() : only;
        for (long seed = first; seed < first + (only == null ? runs : 1); seed++) {
            try {
                check.accept(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Repeat with -Dhalcyon.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
