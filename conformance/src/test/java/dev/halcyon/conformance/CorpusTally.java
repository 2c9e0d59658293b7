package dev.halcyon.conformance;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * How many cases of the corpus ended how.
 *
 * @param name what they have in common
 */
record CorpusTally(String name, long passed, long refused, long mismatched, long crashed) {

    /** Counts the results of the corpus's runner. */
    static CorpusTally of(String name, List<JsonNode> results) {
        return new CorpusTally(
                name,
                count(results, "pass"),
                count(results, "refused"),
                count(results, "mismatch"),
                count(results, "crash"));
    }

    long total() {
        return passed + refused + mismatched + crashed;
    }

    double share() {
        return (double) passed / total();
    }

    /** Also the text of a failure, so that it tells the figures. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d passed (%.2f %%), %d refused, %d mismatched, %d crashed",
                name,
                passed,
                total(),
                100 * share(),
                refused,
                mismatched,
                crashed);
    }

    private static long count(List<JsonNode> results, String outcome) {
        return results.stream()
                .filter(result -> result.get("result").asString().equals(outcome))
                .count();
    }
}
