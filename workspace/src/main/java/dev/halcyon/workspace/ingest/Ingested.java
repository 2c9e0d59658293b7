package dev.halcyon.workspace.ingest;

import java.util.Objects;
import java.util.Set;

/**
 * What became of a body that was taken.
 *
 * @param rule its immutable id
 * @param stream as the rule names it
 * @param bytes unpacked
 * @param received rows in the body
 * @param undeclared properties that the stream does not declare, over all rows
 * @param cut columns of the stream with values that were too long and cut
 * @param dropped rows that transformations left out
 * @param failed rows on which a transformation failed
 * @param transformationNanos time in transformations
 */
public record Ingested(
        String rule,
        String stream,
        long bytes,
        long received,
        long undeclared,
        Set<String> cut,
        long dropped,
        long failed,
        long transformationNanos) {
    public Ingested {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(stream, "stream");
        cut = Set.copyOf(cut);
    }
}
