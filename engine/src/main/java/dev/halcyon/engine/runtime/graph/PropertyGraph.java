package dev.halcyon.engine.runtime.graph;

import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.RowValues;
import dev.halcyon.engine.runtime.table.TableInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose nodes and edges are numbered in the order of their tables. The first column of the node table and the
 * first two of the edge table hold the texts that identify nodes; of rows with one text the first counts, and edges
 * whose ends are no nodes are left out.
 */
final class PropertyGraph {

    private static final int BYTES_OF_A_ROW = 96;
    private static final int BYTES_OF_A_CELL = 24;

    private final List<@Nullable Object[]> nodes = new ArrayList<>();
    private final List<@Nullable Object[]> edges = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private int[] sources = new int[16];
    private int[] targets = new int[16];
    private int[][] outgoing = {};
    private int[][] incoming = {};

    private PropertyGraph() {}

    static PropertyGraph read(TableInputs inputs, ComputationGuard guard) {
        PropertyGraph graph = new PropertyGraph();
        Map<String, Integer> index = graph.readNodes(inputs.open(0), guard);
        graph.readEdges(inputs.open(1), index, guard);
        graph.link();
        return graph;
    }

    private Map<String, Integer> readNodes(RowReader row, ComputationGuard guard) {
        Map<String, Integer> index = new HashMap<>();
        while (row.next()) {
            guard.step();
            String key = row.getString(0);
            if (index.putIfAbsent(key, nodes.size()) == null) {
                guard.reserve(BYTES_OF_A_ROW + 2L * key.length());
                keys.add(key);
                nodes.add(cells(row, guard));
            }
        }
        return index;
    }

    private void readEdges(RowReader row, Map<String, Integer> index, ComputationGuard guard) {
        while (row.next()) {
            guard.step();
            Integer source = index.get(row.getString(0));
            Integer target = index.get(row.getString(1));
            if (source == null || target == null) {
                continue;
            }
            int edge = edges.size();
            if (edge == sources.length) {
                sources = Arrays.copyOf(sources, 2 * edge);
                targets = Arrays.copyOf(targets, 2 * edge);
            }
            sources[edge] = source;
            targets[edge] = target;
            guard.reserve(BYTES_OF_A_ROW);
            edges.add(cells(row, guard));
        }
    }

    private static @Nullable Object[] cells(RowReader row, ComputationGuard guard) {
        @Nullable Object[] cells = new Object[row.columns().size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = RowValues.read(row, column);
            guard.reserve(BYTES_OF_A_CELL + (cells[column] instanceof String text ? 2L * text.length() : 0));
        }
        return cells;
    }

    private void link() {
        outgoing = lists(sources);
        incoming = lists(targets);
    }

    /** The edges at each node, in their order. */
    private int[][] lists(int[] ends) {
        int[] counts = new int[nodes.size()];
        for (int edge = 0; edge < edges.size(); edge++) {
            counts[ends[edge]]++;
        }
        int[][] lists = new int[nodes.size()][];
        for (int node = 0; node < lists.length; node++) {
            lists[node] = new int[counts[node]];
            counts[node] = 0;
        }
        for (int edge = 0; edge < edges.size(); edge++) {
            int node = ends[edge];
            lists[node][counts[node]++] = edge;
        }
        return lists;
    }

    int nodeCount() {
        return nodes.size();
    }

    int edgeCount() {
        return edges.size();
    }

    String key(int node) {
        return keys.get(node);
    }

    @Nullable
    Object nodeValue(int node, int column) {
        return nodes.get(node)[column];
    }

    @Nullable
    Object edgeValue(int edge, int column) {
        return edges.get(edge)[column];
    }

    boolean nodeIs(int node, int column) {
        return Boolean.TRUE.equals(nodes.get(node)[column]);
    }

    boolean edgeIs(int edge, int column) {
        return Boolean.TRUE.equals(edges.get(edge)[column]);
    }

    int source(int edge) {
        return sources[edge];
    }

    int target(int edge) {
        return targets[edge];
    }

    /** The edges that begin at a node. */
    int[] outgoing(int node) {
        return outgoing[node];
    }

    /** The edges that end at a node. */
    int[] incoming(int node) {
        return incoming[node];
    }
}
