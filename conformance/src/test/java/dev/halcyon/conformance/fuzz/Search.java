package dev.halcyon.conformance.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts that a law does not hold for, and makes the first that is found as simple as it gets. Property-based
 * testing by jqwik's arbitraries, on as many threads as there are processors; jqwik's own engine knows one.
 */
final class Search {

    /** How large the library expects a run to be; it spreads sizes over it. */
    private static final int GENERATOR_SIZE = 1_000;

    private static final int MOST_SIMPLIFICATIONS = 500;
    private static final int MOST_TRIES = 2_000;

    private final List<RandomGenerator<String>> generators;
    private final Consumer<String> law;

    /**
     * Prepares a search.
     *
     * @param texts kinds of texts, which take turns
     * @param law throws for a text that it does not hold for
     */
    Search(List<Arbitrary<String>> texts, Consumer<String> law) {
        this.law = law;
        JqwikSession.start();
        try {
            this.generators =
                    texts.stream().map(each -> each.generator(GENERATOR_SIZE)).toList();
        } finally {
            JqwikSession.finish();
        }
    }

    /** What was found. */
    record Finding(int input, String text, String simplest, Throwable failure) {
        @Override
        public String toString() {
            return "input %d, at its simplest:%n%s%nas it was found:%n%s".formatted(input, simplest, text);
        }
    }

    /** The first text that breaks the law; the same for the same seed. */
    Optional<Finding> run(long seed, int inputs) {
        Random random = new Random(seed);
        for (int input = 0; input < inputs; input++) {
            Shrinkable<String> text = generators.get(input % generators.size()).next(random);
            Throwable failure = failure(text.value());
            if (failure != null) {
                Shrinkable<String> simplest = simplest(text);
                return Optional.of(new Finding(input, text.value(), simplest.value(), failure));
            }
        }
        return Optional.empty();
    }

    private Shrinkable<String> simplest(Shrinkable<String> failing) {
        Shrinkable<String> simplest = failing;
        for (int step = 0; step < MOST_SIMPLIFICATIONS; step++) {
            Optional<Shrinkable<String>> simpler = simplest.shrink()
                    .limit(MOST_TRIES)
                    .filter(each -> failure(each.value()) != null)
                    .findFirst();
            if (simpler.isEmpty()) {
                break;
            }
            simplest = simpler.get();
        }
        return simplest;
    }

    private @Nullable Throwable failure(String text) {
        try {
            law.accept(text);
            return null;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return e;
        }
    }
}
