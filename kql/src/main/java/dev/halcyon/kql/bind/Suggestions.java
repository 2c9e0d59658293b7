package dev.halcyon.kql.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a user may have meant. */
final class Suggestions {

    private Suggestions() {}

    /** {@code Did you mean 'X'?} for the nearest of the names, when one is near enough. */
    static Optional<String> didYouMean(String name, Collection<String> names) {
        return nearest(name, names).map(near -> "Did you mean '%s'?".formatted(near));
    }

    /** The nearest name by edit distance, letter case aside; at most two letters, in long names a third, may differ. */
    static Optional<String> nearest(String name, Collection<String> names) {
        int limit = name.length() < 4 ? 1 : Math.max(2, name.length() / 3);
        String folded = name.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        return names.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
                .map(candidate -> new Candidate(candidate, distance(folded, candidate.toLowerCase(Locale.ROOT), limit)))
                .filter(candidate -> candidate.distance() <= limit)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    // Levenshtein distance with two rows; stops counting past the limit.
    private static int distance(String left, String right, int limit) {
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            int smallest = current[0];
            for (int j = 1; j <= right.length(); j++) {
                int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
                smallest = Math.min(smallest, current[j]);
            }
            if (smallest > limit) {
                return limit + 1;
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[right.length()];
    }
}
