package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said about each node inside a path besides its properties: {@code node_id()}, {@code node_degree_in()} and
 * {@code node_degree_out()} without an argument.
 */
final class GraphNodeTerms implements ScalarTerms {

    private final BindingSession session;
    private final Graph graph;
    private final Map<String, PlanColumn> degrees = new LinkedHashMap<>();

    GraphNodeTerms(BindingSession session, Graph graph) {
        this.session = session;
        this.graph = graph;
    }

    @Override
    public Optional<ScalarExpression> resolve(SyntaxExpression expression) {
        if (!(expression instanceof FunctionCall call) || !call.arguments().isEmpty()) {
            return Optional.empty();
        }
        String name = call.function().text();
        return switch (name) {
            case "node_id" -> {
                GraphTerms.requireOneGraph(session, graph, call);
                yield Optional.of(new ColumnReference(graph.nodeKey()));
            }
            case "node_degree_in", "node_degree_out" ->
                Optional.of(new ColumnReference(
                        degrees.computeIfAbsent(name, key -> session.ids().column(key, ScalarType.LONG))));
            default -> Optional.empty();
        };
    }

    /** The nodes with the degrees that were asked for. */
    Relation nodes() {
        Relation nodes = graph.nodes();
        for (Map.Entry<String, PlanColumn> degree : degrees.entrySet()) {
            PlanColumn end = degree.getKey().equals("node_degree_in") ? graph.targetKey() : graph.sourceKey();
            nodes = withDegree(nodes, end, degree.getValue());
        }
        return nodes;
    }

    private Relation withDegree(Relation nodes, PlanColumn end, PlanColumn degree) {
        Relation edges = PlanCopier.copy(Rowset.of(graph.edges()), session).relation();
        PlanColumn copied = edges.columns().get(graph.edges().columns().indexOf(end));
        PlanColumn key = session.ids().column(end.column());
        PlanColumn count = session.ids().column("count", ScalarType.LONG);
        AggregateCall rows =
                new AggregateCall(session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
        Relation counts = new Aggregate(
                edges,
                List.of(new Assignment(key, new ColumnReference(copied))),
                List.of(new AggregateAssignment(List.of(count), rows)));
        List<Assignment> both = new ArrayList<>(Relations.passThrough(nodes.columns()));
        both.add(new Assignment(count, new ColumnReference(count)));
        Relation joined = new Join(
                JoinKind.LEFT_OUTER,
                nodes,
                counts,
                List.of(new Join.KeyPair(new ColumnReference(graph.nodeKey()), new ColumnReference(key))),
                both);
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(nodes.columns()));
        assignments.add(new Assignment(
                degree,
                new Call(
                        session.catalogue().get(FunctionKind.SCALAR, "coalesce"),
                        List.of(new ColumnReference(count), Literal.ofLong(0)),
                        ScalarType.LONG)));
        return new Project(joined, assignments);
    }
}
