package dev.halcyon.engine.runtime.graph;

import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.RowSink;
import dev.halcyon.kql.plan.GraphMatch;
import dev.halcyon.kql.plan.GraphMatch.PatternEdge;
import dev.halcyon.kql.plan.GraphMatch.Search;
import java.util.Arrays;

/** For each pair of ends the shortest paths between them, by breadth-first search from each start. */
final class ShortestPaths {

    private final PropertyGraph graph;
    private final GraphMatch pattern;
    private final PatternEdge element;
    private final RowSink output;
    private final ComputationGuard guard;
    private final Steps forward;
    private final Steps backward;
    private final int[] distances;
    private final int[] edges;
    private final int[] nodes;

    ShortestPaths(PropertyGraph graph, GraphMatch pattern, RowSink output, ComputationGuard guard) {
        this.graph = graph;
        this.pattern = pattern;
        this.element = pattern.edges().getFirst();
        this.output = output;
        this.guard = guard;
        this.forward = new Steps(graph, pattern.directed(), element, true);
        this.backward = new Steps(graph, pattern.directed(), element, false);
        this.distances = new int[graph.nodeCount()];
        this.edges = new int[element.most()];
        this.nodes = new int[element.most() + 1];
    }

    void run() {
        for (int start = 0; start < graph.nodeCount(); start++) {
            if (isCandidate(element.from(), start)) {
                search(start);
                for (int end = 0; end < graph.nodeCount(); end++) {
                    int distance = distances[end];
                    if (distance >= Math.max(1, element.fewest()) && isCandidate(element.to(), end)) {
                        nodes[distance] = end;
                        back(start, end, distance, distance);
                    }
                }
            }
        }
    }

    private boolean isCandidate(int position, int node) {
        var mask = pattern.nodes().get(position).mask();
        return mask.isEmpty() || graph.nodeIs(node, mask.getAsInt());
    }

    /** The number of edges from the start to each node within reach; -1 for the others. */
    private void search(int start) {
        Arrays.fill(distances, -1);
        distances[start] = 0;
        int[] queue = new int[graph.nodeCount()];
        queue[0] = start;
        int[] end = {1};
        for (int next = 0; next < end[0]; next++) {
            guard.step();
            int node = queue[next];
            int distance = distances[node];
            if (distance < element.most() && (node == start || forward.mayPass(node))) {
                forward.forEach(node, (edge, other) -> {
                    if (distances[other] < 0) {
                        distances[other] = distance + 1;
                        queue[end[0]++] = other;
                    }
                });
            }
        }
    }

    /** Goes back towards the start; true when a path was written and one is enough. */
    private boolean back(int start, int node, int distance, int length) {
        guard.step();
        if (distance == 0) {
            write(length);
            return pattern.search() == Search.ANY_SHORTEST_PATH;
        }
        boolean[] done = {false};
        backward.forEach(node, (edge, other) -> {
            boolean closer = distances[other] == distance - 1 && (other == start || forward.mayPass(other));
            if (!done[0] && closer) {
                edges[distance - 1] = edge;
                nodes[distance - 1] = other;
                done[0] = back(start, other, distance - 1, length);
            }
        });
        return done[0];
    }

    private void write(int length) {
        Match match = new Match(graph, pattern);
        match.bind(element.from(), nodes[0]);
        match.bind(element.to(), nodes[length]);
        match.path(0, Arrays.copyOf(edges, length), Arrays.copyOfRange(nodes, 1, length));
        output.add(match.row(pattern.outputs()));
    }
}
