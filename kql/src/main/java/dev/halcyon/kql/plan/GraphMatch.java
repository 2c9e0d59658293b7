package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * {@code graph-match} and {@code graph-shortest-paths} (R133): the matches of a pattern in a graph.
 *
 * <p>Input 0 holds the nodes: the first column is the text that identifies a node, the others are what masks and
 * outputs refer to. Input 1 holds the edges: the texts of source and target, then the others. One row is written for
 * each match, with a value for each output.
 *
 * @param search which matches are wanted
 * @param cycles what may repeat within one match
 * @param directed whether edges of the graph can be walked only from source to target
 * @param nodes the pattern's nodes
 * @param edges the pattern's edges; {@code from} and {@code to} are positions in {@code nodes}
 * @param outputs what is written, in the order of the columns
 */
public record GraphMatch(
        Search search,
        Cycles cycles,
        boolean directed,
        List<PatternNode> nodes,
        List<PatternEdge> edges,
        List<Output> outputs)
        implements TableComputation {
    public GraphMatch {
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(cycles, "cycles");
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        outputs = List.copyOf(outputs);
    }

    @Override
    public String name() {
        return search == Search.EVERY_MATCH ? "graph-match" : "graph-shortest-paths";
    }

    /** Which matches are wanted. */
    public enum Search {
        /** All of them. */
        EVERY_MATCH,
        /** For each pair of ends one of the shortest paths. */
        ANY_SHORTEST_PATH,
        /** For each pair of ends all of the shortest paths. */
        ALL_SHORTEST_PATHS
    }

    /** What may repeat within one match. */
    public enum Cycles {
        /** Nodes and edges. */
        ALL,
        /** Nodes, but no edge twice. */
        UNIQUE_EDGES,
        /** Nothing: no node twice. */
        NONE
    }

    /** Which way an edge of the pattern is walked from {@code from} to {@code to}. */
    public enum Direction {
        /** Along the edge. */
        FORWARD,
        /** Against it. */
        BACKWARD,
        /** Either way. */
        ANY
    }

    /**
     * A node of the pattern.
     *
     * @param mask the bool column of input 0 that must be true
     */
    public record PatternNode(OptionalInt mask) {}

    /**
     * An edge of the pattern, or a path of several.
     *
     * @param fewest fewest edges in a row
     * @param most most edges in a row; 1 and 1 for a single edge
     * @param mask the bool column of input 1 that must be true for each edge
     * @param innerMask the bool column of input 0 that must be true for each node inside the path
     */
    public record PatternEdge(
            int from, int to, Direction direction, int fewest, int most, OptionalInt mask, OptionalInt innerMask) {}

    /** Where a value stands. */
    public enum Place {
        /** At a node of the pattern. */
        NODE,
        /** At a single edge, the first of a path. */
        EDGE,
        /** At all edges of a path. */
        PATH_EDGES,
        /** At the nodes inside a path. */
        INNER_NODES
    }

    /** How the values of several places become one. */
    public enum Form {
        /** The one value. */
        VALUE,
        /** A dynamic array; the column holds JSON. */
        ARRAY,
        /** True when the bool column is true somewhere. */
        ANY,
        /** True when the bool column is true everywhere. */
        ALL,
        /** How many edges end at the node. */
        DEGREE_IN,
        /** How many edges begin at the node. */
        DEGREE_OUT
    }

    /**
     * A column of the result.
     *
     * @param element the position of the pattern's node or edge
     * @param column the column of the input with the values; 0 for degrees
     */
    public record Output(Place place, Form form, int element, int column) {}
}
