package dev.halcyon.engine.runtime.graph;

import dev.halcyon.kql.plan.GraphMatch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes and paths that stand for the elements of a pattern while it is searched. */
final class Match {

    private final PropertyGraph graph;
    private final int[] nodes;
    private final int[][] edges;
    private final int[][] inner;

    Match(PropertyGraph graph, GraphMatch pattern) {
        this.graph = graph;
        this.nodes = new int[pattern.nodes().size()];
        this.edges = new int[pattern.edges().size()][];
        this.inner = new int[pattern.edges().size()][];
        Arrays.fill(nodes, -1);
    }

    boolean isBound(int element) {
        return nodes[element] >= 0;
    }

    int node(int element) {
        return nodes[element];
    }

    void bind(int element, int node) {
        nodes[element] = node;
    }

    void release(int element) {
        nodes[element] = -1;
    }

    /** Sets a path: its edges and the nodes between them, in the direction of the pattern. */
    void path(int element, int[] pathEdges, int[] innerNodes) {
        edges[element] = pathEdges;
        inner[element] = innerNodes;
    }

    /** Whether a node stands for an element already. */
    boolean holds(int node) {
        for (int bound : nodes) {
            if (bound == node) {
                return true;
            }
        }
        return false;
    }

    /** The row of a match. */
    @Nullable
    Object[] row(List<GraphMatch.Output> outputs) {
        @Nullable Object[] row = new Object[outputs.size()];
        for (int index = 0; index < row.length; index++) {
            row[index] = value(outputs.get(index));
        }
        return row;
    }

    private @Nullable Object value(GraphMatch.Output output) {
        return switch (output.form()) {
            case VALUE ->
                output.place() == GraphMatch.Place.NODE
                        ? graph.nodeValue(nodes[output.element()], output.column())
                        : graph.edgeValue(edges[output.element()][0], output.column());
            case DEGREE_IN -> (long) graph.incoming(nodes[output.element()]).length;
            case DEGREE_OUT -> (long) graph.outgoing(nodes[output.element()]).length;
            case ARRAY -> array(output);
            case ANY -> Arrays.stream(places(output)).anyMatch(place -> Boolean.TRUE.equals(at(output, place)));
            case ALL -> Arrays.stream(places(output)).allMatch(place -> Boolean.TRUE.equals(at(output, place)));
        };
    }

    private int[] places(GraphMatch.Output output) {
        return output.place() == GraphMatch.Place.INNER_NODES ? inner[output.element()] : edges[output.element()];
    }

    private @Nullable Object at(GraphMatch.Output output, int place) {
        return output.place() == GraphMatch.Place.INNER_NODES
                ? graph.nodeValue(place, output.column())
                : graph.edgeValue(place, output.column());
    }

    /** The cells are JSON texts. */
    private String array(GraphMatch.Output output) {
        StringBuilder json = new StringBuilder("[");
        for (int place : places(output)) {
            Object value = at(output, place);
            json.append(json.length() > 1 ? "," : "").append(value == null ? "null" : value);
        }
        return json.append(']').toString();
    }
}
