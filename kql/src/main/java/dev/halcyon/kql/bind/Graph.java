package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import java.util.List;
import java.util.Objects;

/**
 * What {@code make-graph} makes: a relation of nodes and one of edges, tied by texts that identify nodes.
 *
 * @param nodes a row for each node, those included that only edges name
 * @param nodeKey the identifying text, among the columns of {@code nodes}
 * @param nodeColumns the properties of a node
 * @param edges a row for each edge
 * @param sourceKey the text of the node where the edge begins
 * @param targetKey the text of the node where it ends
 * @param edgeColumns the properties of an edge
 * @param partitioned whether it is many graphs, whose texts that identify nodes begin with what tells the graphs apart
 * @param directed whether edges lead only from source to target
 */
record Graph(
        Relation nodes,
        PlanColumn nodeKey,
        List<PlanColumn> nodeColumns,
        Relation edges,
        PlanColumn sourceKey,
        PlanColumn targetKey,
        List<PlanColumn> edgeColumns,
        boolean partitioned,
        boolean directed) {
    Graph {
        Objects.requireNonNull(nodes, "nodes");
        nodeColumns = List.copyOf(nodeColumns);
        Objects.requireNonNull(edges, "edges");
        edgeColumns = List.copyOf(edgeColumns);
    }
}
