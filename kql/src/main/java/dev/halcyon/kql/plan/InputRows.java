package dev.halcyon.kql.plan;

import java.util.List;

/**
 * The rows handed to the plan from outside: {@code source} of an ingestion transformation. The engine supplies them
 * at execution, columns in this order.
 */
public record InputRows(List<PlanColumn> columns) implements Relation {
    public InputRows {
        columns = List.copyOf(columns);
    }
}
