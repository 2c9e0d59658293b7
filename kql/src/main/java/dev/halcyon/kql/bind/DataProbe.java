package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Relation;
import java.util.List;

/**
 * Runs a small plan while a query is being bound, for operators whose columns depend on the data (R129): the keys of
 * bags, the values of a pivot column. It counts against the request's limits and fails as the engine fails.
 */
@FunctionalInterface
public interface DataProbe {

    /** The first rows of a relation, at most {@code maximumRows}; a value for each of its columns. */
    List<List<Literal>> rows(Relation relation, int maximumRows);
}
