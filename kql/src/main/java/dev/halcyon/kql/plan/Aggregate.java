package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code summarize}, {@code distinct} (no aggregates) and {@code count}: one row for each distinct combination of the
 * keys, null being a group of its own (R25); without keys exactly one row, also for empty input (R85).
 */
public record Aggregate(Relation input, List<Assignment> keys, List<AggregateAssignment> aggregates)
        implements Relation {
    public Aggregate {
        Objects.requireNonNull(input, "input");
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
    }

    @Override
    public List<PlanColumn> columns() {
        return Stream.concat(
                        keys.stream().map(Assignment::target),
                        aggregates.stream().flatMap(aggregate -> aggregate.targets().stream()))
                .toList();
    }
}
