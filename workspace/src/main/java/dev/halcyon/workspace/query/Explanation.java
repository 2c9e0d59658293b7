package dev.halcyon.workspace.query;

import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.syntax.Query;
import java.util.List;
import java.util.Objects;

/**
 * How a query would be run.
 *
 * @param syntax what was typed
 * @param plan what it means
 * @param statements for each result, what the engine is told
 * @param enginePlans for each result, how the engine goes about it; empty where it decides while running
 */
public record Explanation(Query syntax, QueryPlan plan, List<String> statements, List<String> enginePlans) {
    public Explanation {
        Objects.requireNonNull(syntax, "syntax");
        Objects.requireNonNull(plan, "plan");
        statements = List.copyOf(statements);
        enginePlans = List.copyOf(enginePlans);
    }
}
