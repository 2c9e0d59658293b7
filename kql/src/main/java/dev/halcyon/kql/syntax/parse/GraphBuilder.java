package dev.halcyon.kql.syntax.parse;

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
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the operators on graphs (R133). */
final class GraphBuilder {
    private final TreeContext tree;
    private final StatementBuilder statements;
    private final ExpressionBuilder expressions;

    GraphBuilder(TreeContext tree, StatementBuilder statements, ExpressionBuilder expressions) {
        this.tree = tree;
        this.statements = statements;
        this.expressions = expressions;
    }

    MakeGraphOperator makeGraph(KqlGrammar.MakeGraphOperatorContext context) {
        List<Name> names = new ArrayList<>(TreeContext.map(context.name(), statements::name));
        Name source = names.removeFirst();
        Name target = names.removeFirst();
        Name nodeId = context.WITH_NODE_ID() == null ? null : names.removeFirst();
        Name partition = context.PARTITIONED_BY() == null ? null : names.removeFirst();
        List<GraphNodeTable> nodes = TreeContext.map(
                context.graphNodeTable(),
                table -> new GraphNodeTable(
                        expressions.postfix(table.postfixExpression()),
                        statements.name(table.name()),
                        tree.span(table)));
        return new MakeGraphOperator(
                expressions.parameters(context.operatorParameter()),
                source,
                context.GREATER() != null,
                target,
                nodes,
                nodeId,
                partition,
                context.subQuery() == null ? null : expressions.subQuery(context.subQuery()),
                tree.span(context));
    }

    GraphMatchOperator graphMatch(KqlGrammar.GraphMatchOperatorContext context) {
        return new GraphMatchOperator(
                expressions.parameters(context.operatorParameter()),
                chains(context.graphChain()),
                optional(context.expression()),
                expressions.namedExpressions(context.namedExpressions()),
                tree.span(context));
    }

    GraphShortestPathsOperator graphShortestPaths(KqlGrammar.GraphShortestPathsOperatorContext context) {
        return new GraphShortestPathsOperator(
                expressions.parameters(context.operatorParameter()),
                chains(context.graphChain()),
                optional(context.expression()),
                expressions.namedExpressions(context.namedExpressions()),
                tree.span(context));
    }

    GraphToTableOperator graphToTable(KqlGrammar.GraphToTableOperatorContext context) {
        return new GraphToTableOperator(TreeContext.map(context.graphTableOutput(), this::output), tree.span(context));
    }

    private GraphTableOutput output(KqlGrammar.GraphTableOutputContext context) {
        return new GraphTableOutput(
                statements.name(context.name(0)),
                context.AS() == null ? null : statements.name(context.name(1)),
                expressions.parameters(context.operatorParameter()),
                tree.span(context));
    }

    GraphMarkComponentsOperator graphMarkComponents(KqlGrammar.GraphMarkComponentsOperatorContext context) {
        return new GraphMarkComponentsOperator(expressions.parameters(context.operatorParameter()), tree.span(context));
    }

    GraphMergeOperator graphMerge(KqlGrammar.GraphMergeOperatorContext context) {
        List<SyntaxExpression> conditions = context.onClause() == null
                ? List.of()
                : expressions.expressions(context.onClause().expression());
        return new GraphMergeOperator(expressions.postfix(context.postfixExpression()), conditions, tree.span(context));
    }

    GraphWhereNodesOperator graphWhereNodes(KqlGrammar.GraphWhereNodesOperatorContext context) {
        return new GraphWhereNodesOperator(expressions.expression(context.expression()), tree.span(context));
    }

    GraphWhereEdgesOperator graphWhereEdges(KqlGrammar.GraphWhereEdgesOperatorContext context) {
        return new GraphWhereEdgesOperator(expressions.expression(context.expression()), tree.span(context));
    }

    private @Nullable SyntaxExpression optional(KqlGrammar.@Nullable ExpressionContext context) {
        return context == null ? null : expressions.expression(context);
    }

    private List<GraphPatternElement.Chain> chains(List<KqlGrammar.GraphChainContext> contexts) {
        return TreeContext.map(contexts, this::chain);
    }

    private GraphPatternElement.Chain chain(KqlGrammar.GraphChainContext context) {
        List<GraphPatternElement> elements = new ArrayList<>();
        List<KqlGrammar.GraphNodeContext> nodes = context.graphNode();
        List<KqlGrammar.GraphEdgeContext> edges = context.graphEdge();
        for (int i = 0; i < nodes.size(); i++) {
            if (i > 0) {
                elements.add(edge(edges.get(i - 1)));
            }
            KqlGrammar.GraphNodeContext node = nodes.get(i);
            elements.add(new GraphPatternElement.Node(name(node.name()), tree.span(node)));
        }
        return new GraphPatternElement.Chain(elements, tree.span(context));
    }

    private GraphPatternElement.Edge edge(KqlGrammar.GraphEdgeContext context) {
        Direction direction = Direction.ANY;
        if (context.GREATER() != null && context.LESS() != null) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(
                    tree.span(context), "an edge points one way", "write -[e]- for either way");
        }
        if (context.GREATER() != null) {
            direction = Direction.OUTGOING;
        } else if (context.LESS() != null) {
            direction = Direction.INCOMING;
        }
        KqlGrammar.GraphHopsContext hops = context.graphHops();
        return new GraphPatternElement.Edge(
                direction,
                name(context.name()),
                hops == null
                        ? null
                        : new GraphPatternElement.Hops(
                                expressions.operand(hops.operand(0)),
                                expressions.operand(hops.operand(1)),
                                tree.span(hops)),
                tree.span(context));
    }

    private @Nullable Name name(KqlGrammar.@Nullable NameContext context) {
        return context == null ? null : statements.name(context);
    }
}
