package dev.halcyon.workspace.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One way through a rule: streams enter, a transformation may change them, a table receives them.
 *
 * @param streams input stream names
 * @param destinations destination names of the same rule
 * @param transformation KQL over {@code source}; empty for none
 * @param outputStream the output stream's name; empty means the input stream
 */
public record DataFlow(
        List<String> streams,
        List<String> destinations,
        Optional<String> transformation,
        Optional<String> outputStream) {
    public DataFlow {
        streams = List.copyOf(streams);
        destinations = List.copyOf(destinations);
        Objects.requireNonNull(transformation, "transformation");
        Objects.requireNonNull(outputStream, "outputStream");
    }

    /** The table that rows of a stream end in. */
    public String table(String stream) {
        return StreamNames.table(outputStream.orElse(stream));
    }
}
