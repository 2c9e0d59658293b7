package dev.halcyon.engine.runtime.graph;

import dev.halcyon.engine.runtime.table.ComputationGuard;
import java.util.Arrays;

/** What hangs together in a graph; components are counted from 0 as they appear among the nodes. */
final class Components {

    private final PropertyGraph graph;
    private final ComputationGuard guard;

    Components(PropertyGraph graph, ComputationGuard guard) {
        this.graph = graph;
        this.guard = guard;
    }

    /** The component of each node when edges are walked either way. */
    int[] weak() {
        int[] parents = new int[graph.nodeCount()];
        Arrays.setAll(parents, node -> node);
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            guard.step();
            parents[root(parents, graph.source(edge))] = root(parents, graph.target(edge));
        }
        int[] roots = new int[parents.length];
        Arrays.setAll(roots, node -> root(parents, node));
        return byAppearance(roots);
    }

    private static int root(int[] parents, int node) {
        int root = node;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /**
     * The component of each node when all of a component must reach each other along the edges: Tarjan's algorithm with
     * a stack of its own.
     */
    int[] strong() {
        int size = graph.nodeCount();
        int[] order = new int[size];
        int[] lowest = new int[size];
        int[] nextEdge = new int[size];
        int[] components = new int[size];
        int[] path = new int[size];
        int[] waiting = new int[size];
        Arrays.fill(components, -1);
        int visited = 0;
        int waits = 0;
        for (int start = 0; start < size; start++) {
            if (order[start] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = start;
            order[start] = lowest[start] = ++visited;
            waiting[waits++] = start;
            while (depth >= 0) {
                guard.step();
                int node = path[depth];
                if (nextEdge[node] < graph.outgoing(node).length) {
                    int other = graph.target(graph.outgoing(node)[nextEdge[node]++]);
                    if (order[other] == 0) {
                        order[other] = lowest[other] = ++visited;
                        waiting[waits++] = other;
                        path[++depth] = other;
                    } else if (components[other] < 0) {
                        lowest[node] = Math.min(lowest[node], order[other]);
                    }
                    continue;
                }
                if (lowest[node] == order[node]) {
                    int member;
                    do {
                        member = waiting[--waits];
                        components[member] = node;
                    } while (member != node);
                }
                depth--;
                if (depth >= 0) {
                    lowest[path[depth]] = Math.min(lowest[path[depth]], lowest[node]);
                }
            }
        }
        return byAppearance(components);
    }

    private static int[] byAppearance(int[] components) {
        int[] numbers = new int[components.length];
        Arrays.fill(numbers, -1);
        int[] result = new int[components.length];
        int count = 0;
        for (int node = 0; node < components.length; node++) {
            if (numbers[components[node]] < 0) {
                numbers[components[node]] = count++;
            }
            result[node] = numbers[components[node]];
        }
        return result;
    }
}
