package dev.halcyon.engine.runtime.graph;

import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.RowSink;
import dev.halcyon.engine.runtime.table.TableInputs;
import dev.halcyon.engine.runtime.table.TableProcedure;
import dev.halcyon.kql.plan.GraphComponents;
import dev.halcyon.kql.plan.GraphMatch;

/** The table procedures that work on graphs. */
public final class GraphProcedures {

    private GraphProcedures() {}

    /** {@code graph-match} and {@code graph-shortest-paths}: a row for each match. */
    public static TableProcedure of(GraphMatch match) {
        return (inputs, output, guard) -> search(match, inputs, output, guard);
    }

    /** {@code graph-mark-components}: text and component of each node. */
    public static TableProcedure of(GraphComponents components) {
        return (inputs, output, guard) -> {
            PropertyGraph graph = PropertyGraph.read(inputs, guard);
            Components found = new Components(graph, guard);
            int[] numbers = components.strong() ? found.strong() : found.weak();
            for (int node = 0; node < numbers.length; node++) {
                output.add(graph.key(node), (long) numbers[node]);
            }
        };
    }

    private static void search(GraphMatch match, TableInputs inputs, RowSink output, ComputationGuard guard) {
        PropertyGraph graph = PropertyGraph.read(inputs, guard);
        switch (match.search()) {
            case EVERY_MATCH -> new PatternSearch(graph, match, output, guard).run();
            case ANY_SHORTEST_PATH, ALL_SHORTEST_PATHS -> new ShortestPaths(graph, match, output, guard).run();
        }
    }
}
