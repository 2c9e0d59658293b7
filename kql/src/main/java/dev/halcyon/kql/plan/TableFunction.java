package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * A table computed from whole tables by an algorithm instead of a relational operator: mining, matching, counting over
 * windows.
 *
 * @param inputs in the order the computation expects; one that ends in a {@link Sort} is read in that order
 * @param computation what is computed; it knows the inputs' columns by their position
 * @param columns the output, in the order in which the computation writes it
 * @param ordered whether the order of the output rows means something
 */
public record TableFunction(
        List<Relation> inputs, TableComputation computation, List<PlanColumn> columns, boolean ordered)
        implements Relation {
    public TableFunction {
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(computation, "computation");
        columns = List.copyOf(columns);
    }
}
