package dev.halcyon.kql.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * One table of the answer.
 *
 * @param name the table's name on the wire, {@code PrimaryResult} for the first
 * @param visualization how a client should draw the table, when the query ends in {@code render}
 */
public record ResultTable(String name, Relation relation, Optional<Visualization> visualization) {
    public ResultTable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(visualization, "visualization");
    }
}
