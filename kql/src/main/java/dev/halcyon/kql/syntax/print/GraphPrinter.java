package dev.halcyon.kql.syntax.print;

import dev.halcyon.kql.syntax.GraphMarkComponentsOperator;
import dev.halcyon.kql.syntax.GraphMatchOperator;
import dev.halcyon.kql.syntax.GraphMergeOperator;
import dev.halcyon.kql.syntax.GraphNodeTable;
import dev.halcyon.kql.syntax.GraphPatternElement;
import dev.halcyon.kql.syntax.GraphPatternElement.Direction;
import dev.halcyon.kql.syntax.GraphShortestPathsOperator;
import dev.halcyon.kql.syntax.GraphTableOutput;
import dev.halcyon.kql.syntax.GraphToTableOperator;
import dev.halcyon.kql.syntax.GraphWhereEdgesOperator;
import dev.halcyon.kql.syntax.GraphWhereNodesOperator;
import dev.halcyon.kql.syntax.MakeGraphOperator;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the operators on graphs. */
final class GraphPrinter {
    private final PrintBuffer out;
    private final ExpressionPrinter expressions;

    GraphPrinter(PrintBuffer out, ExpressionPrinter expressions) {
        this.out = out;
        this.expressions = expressions;
    }

    void makeGraph(MakeGraphOperator graph) {
        out.add("make-graph");
        expressions.parameters(graph.parameters());
        out.add(" ")
                .name(graph.source())
                .add(graph.directed() ? " --> " : " -- ")
                .name(graph.target());
        out.optional(" with_node_id = ", graph.nodeId(), out::name);
        if (!graph.nodes().isEmpty()) {
            out.add(" with ").list(graph.nodes(), this::nodeTable);
        }
        out.optional(" partitioned-by ", graph.partition(), out::name);
        out.optional("", graph.body(), expressions::subQuery);
    }

    private void nodeTable(GraphNodeTable nodes) {
        expressions.expression(nodes.table());
        out.add(" on ").name(nodes.key());
    }

    void match(GraphMatchOperator graph) {
        pattern("graph-match", graph.parameters(), graph.patterns(), graph.predicate(), graph.projections());
    }

    void shortestPaths(GraphShortestPathsOperator graph) {
        pattern("graph-shortest-paths", graph.parameters(), graph.patterns(), graph.predicate(), graph.projections());
    }

    private void pattern(
            String word,
            List<OperatorParameter> parameters,
            List<GraphPatternElement.Chain> chains,
            @Nullable SyntaxExpression predicate,
            List<SyntaxExpression> projections) {
        out.add(word);
        expressions.parameters(parameters);
        out.add(" ").list(chains, chain -> out.list(chain.elements(), "", this::element));
        out.optional(" where ", predicate, expressions::expression);
        if (!projections.isEmpty()) {
            out.add(" project ");
            expressions.expressions(projections);
        }
    }

    private void element(GraphPatternElement element) {
        switch (element) {
            case GraphPatternElement.Node node ->
                out.add("(").optional("", node.name(), out::name).add(")");
            case GraphPatternElement.Edge edge -> {
                out.add(edge.direction() == Direction.INCOMING ? "<-" : "-");
                if (edge.name() != null || edge.hops() != null) {
                    out.add("[").optional("", edge.name(), out::name);
                    out.optional("*", edge.hops(), hops -> {
                        expressions.expression(hops.from());
                        out.add("..");
                        expressions.expression(hops.to());
                    });
                    out.add("]");
                }
                out.add(edge.direction() == Direction.OUTGOING ? "->" : "-");
            }
        }
    }

    void toTable(GraphToTableOperator graph) {
        out.add("graph-to-table ").list(graph.outputs(), this::output);
    }

    private void output(GraphTableOutput output) {
        out.name(output.entity());
        out.optional(" as ", output.name(), out::name);
        expressions.parameters(output.parameters());
    }

    void markComponents(GraphMarkComponentsOperator graph) {
        out.add("graph-mark-components");
        expressions.parameters(graph.parameters());
    }

    void merge(GraphMergeOperator graph) {
        out.add("graph-merge ");
        expressions.expression(graph.right());
        if (!graph.conditions().isEmpty()) {
            out.add(" on ");
            expressions.expressions(graph.conditions());
        }
    }

    void whereNodes(GraphWhereNodesOperator graph) {
        out.add("graph-where-nodes ");
        expressions.expression(graph.predicate());
    }

    void whereEdges(GraphWhereEdgesOperator graph) {
        out.add("graph-where-edges ");
        expressions.expression(graph.predicate());
    }
}
