package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.GraphMatch.Form;
import dev.halcyon.kql.plan.GraphMatch.Place;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a match: {@code node.property}, {@code edge.property}, {@code map(path, value)}, {@code
 * any(inner_nodes(path), condition)}, {@code node_degree_in(node)} and their like.
 */
final class GraphTerms implements ScalarTerms {

    /** What stands for a term. */
    interface Values {

        /** The value of a property; an array when {@code place} is a path. */
        ScalarExpression property(Place place, int element, PlanColumn column);

        /** The value of a function of the pattern's element. */
        ScalarExpression function(ElementFunction function);
    }

    /**
     * A function of an element.
     *
     * @param argument what is asked about each edge or node of a path; null for degrees
     */
    record ElementFunction(
            Place place, Form form, int element, @Nullable SyntaxExpression argument) {}

    private final BindingSession session;
    private final Graph graph;
    private final GraphPattern pattern;
    private final Values values;

    GraphTerms(BindingSession session, Graph graph, GraphPattern pattern, Values values) {
        this.session = session;
        this.graph = graph;
        this.pattern = pattern;
        this.values = values;
    }

    @Override
    public Optional<ScalarExpression> resolve(SyntaxExpression expression) {
        return switch (expression) {
            case PathExpression path
            when path.target() instanceof NameReference element && path.member() instanceof NameReference member ->
                property(element, member);
            case FunctionCall call
            when call.function().text().equals("node_id") && call.arguments().size() == 1 -> Optional.of(nodeId(call));
            case FunctionCall call -> function(call).map(values::function);
            case NameReference name
            when isElement(name.name()) ->
                throw session.error(
                        SemanticError.WRONG_SHAPE,
                        name.span(),
                        "'%s' is an element of the pattern, not a value".formatted(name.name()),
                        "Name a property of it: %s.name".formatted(name.name()));
            default -> Optional.empty();
        };
    }

    private ScalarExpression nodeId(FunctionCall call) {
        requireOneGraph(session, graph, call);
        int node = node(call.arguments().getFirst().value(), "node_id");
        return values.property(Place.NODE, node, graph.nodeKey());
    }

    /** The identity of a node in one of many graphs is not the text that the query knows it by. */
    static void requireOneGraph(BindingSession session, Graph graph, FunctionCall call) {
        if (graph.partitioned()) {
            throw session.unsupported(
                    call.span(), "node_id() in a graph with partitioned-by", "Name the property with the id instead");
        }
    }

    private boolean isElement(String name) {
        return pattern.node(name).isPresent() || pattern.edge(name).isPresent();
    }

    private Optional<ScalarExpression> property(NameReference element, NameReference member) {
        Optional<Integer> node = pattern.node(element.name());
        if (node.isPresent()) {
            return Optional.of(values.property(Place.NODE, node.get(), column(graph.nodeColumns(), element, member)));
        }
        return pattern.edge(element.name())
                .map(edge -> values.property(
                        pattern.edges().get(edge).isSingle() ? Place.EDGE : Place.PATH_EDGES,
                        edge,
                        column(graph.edgeColumns(), element, member)));
    }

    private PlanColumn column(List<PlanColumn> columns, NameReference element, NameReference member) {
        return columns.stream()
                .filter(column -> column.name().equals(member.name()))
                .findFirst()
                .orElseThrow(() -> session.error(
                        SemanticError.UNRESOLVED_NAME,
                        member.span(),
                        "'%s' has no property '%s'".formatted(element.name(), member.name()),
                        Suggestions.didYouMean(
                                member.name(),
                                columns.stream().map(PlanColumn::name).toList())));
    }

    /** The call as a function of an element; empty when it is one of rows. */
    Optional<ElementFunction> function(FunctionCall call) {
        String name = call.function().text();
        Optional<Form> form = switch (name) {
            case "map" -> Optional.of(Form.ARRAY);
            case "any" -> Optional.of(Form.ANY);
            case "all" -> Optional.of(Form.ALL);
            case "node_degree_in" -> Optional.of(Form.DEGREE_IN);
            case "node_degree_out" -> Optional.of(Form.DEGREE_OUT);
            case "labels" ->
                throw session.unsupported(call.span(), "Function %s()".formatted(name), "Name a property instead");
            default -> Optional.empty();
        };
        if (form.isEmpty() || call.arguments().isEmpty()) {
            return Optional.empty();
        }
        boolean degree = form.get() == Form.DEGREE_IN || form.get() == Form.DEGREE_OUT;
        SyntaxExpression element = call.arguments().getFirst().value();
        if (degree) {
            return Optional.of(new ElementFunction(Place.NODE, form.get(), node(element, name), null));
        }
        if (call.arguments().size() != 2) {
            return Optional.empty();
        }
        SyntaxExpression argument = call.arguments().get(1).value();
        if (element instanceof FunctionCall inner
                && inner.function().text().equals("inner_nodes")
                && inner.arguments().size() == 1
                && inner.arguments().getFirst().value() instanceof NameReference path) {
            int edge = pattern.edge(path.name()).orElseThrow(() -> noPath(path));
            return Optional.of(new ElementFunction(Place.INNER_NODES, form.get(), edge, argument));
        }
        return element instanceof NameReference path
                ? pattern.edge(path.name())
                        .map(edge -> new ElementFunction(Place.PATH_EDGES, form.get(), edge, argument))
                : Optional.empty();
    }

    private RuntimeException noPath(NameReference path) {
        return session.error(
                SemanticError.UNRESOLVED_NAME,
                path.span(),
                "'%s' is no edge of the pattern".formatted(path.name()),
                Suggestions.didYouMean(path.name(), pattern.names()));
    }

    private int node(SyntaxExpression element, String function) {
        if (element instanceof NameReference name && pattern.node(name.name()).isPresent()) {
            return pattern.node(name.name()).get();
        }
        throw session.error(
                SemanticError.WRONG_SHAPE, element.span(), "%s() takes a node of the pattern".formatted(function));
    }
}
