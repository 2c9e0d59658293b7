package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.GraphMatch;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.GraphPatternElement;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes and edges of a pattern, by position and by name; a name that stands twice is one node. */
final class GraphPattern {

    /** Longer paths are refused: their number grows with the power of their length. */
    private static final long MOST_HOPS = 100;

    /** An edge or a path between two nodes. */
    record Edge(int from, int to, GraphMatch.Direction direction, int fewest, int most) {
        boolean isSingle() {
            return fewest == 1 && most == 1;
        }
    }

    private final BindingSession session;
    private final Environment environment;
    private final Map<String, Integer> nodeNames = new LinkedHashMap<>();
    private final Map<String, Integer> edgeNames = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private int nodes;

    GraphPattern(BindingSession session, Environment environment, List<GraphPatternElement.Chain> chains) {
        this.session = session;
        this.environment = environment;
        chains.forEach(this::read);
    }

    private void read(GraphPatternElement.Chain chain) {
        int previous = -1;
        GraphPatternElement.Edge between = null;
        for (GraphPatternElement element : chain.elements()) {
            switch (element) {
                case GraphPatternElement.Edge edge -> between = edge;
                case GraphPatternElement.Node node -> {
                    int position = position(node);
                    if (between != null) {
                        addEdge(previous, position, between);
                        between = null;
                    }
                    previous = position;
                }
            }
        }
    }

    private int position(GraphPatternElement.Node node) {
        Name name = node.name();
        if (name == null) {
            return nodes++;
        }
        checkFree(name, edgeNames);
        return nodeNames.computeIfAbsent(name.text(), text -> nodes++);
    }

    private void addEdge(int from, int to, GraphPatternElement.Edge edge) {
        Name name = edge.name();
        if (name != null) {
            checkFree(name, nodeNames);
            checkFree(name, edgeNames);
            edgeNames.put(name.text(), edges.size());
        }
        int fewest = 1;
        int most = 1;
        GraphPatternElement.Hops hops = edge.hops();
        if (hops != null) {
            fewest = hops(hops.from());
            most = hops(hops.to());
            if (most < fewest || most == 0) {
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        hops.span(),
                        "A path of %d to %d edges is none".formatted(fewest, most));
            }
        }
        GraphMatch.Direction direction = switch (edge.direction()) {
            case OUTGOING -> GraphMatch.Direction.FORWARD;
            case INCOMING -> GraphMatch.Direction.BACKWARD;
            case ANY -> GraphMatch.Direction.ANY;
        };
        edges.add(new Edge(from, to, direction, fewest, most));
    }

    private int hops(SyntaxExpression expression) {
        Literal value = new ScalarBinder(session, environment, RowScope.empty("graph-match"))
                .bindConstant(expression, ScalarType.LONG, "The length of a path");
        if (value.value() instanceof Long hops && hops >= 0 && hops <= MOST_HOPS) {
            return Math.toIntExact(hops);
        }
        throw session.error(
                SemanticError.INVALID_VALUE,
                expression.span(),
                "The length of a path is a number from 0 to %d".formatted(MOST_HOPS));
    }

    private void checkFree(Name name, Map<String, Integer> taken) {
        if (taken.containsKey(name.text())) {
            throw session.error(
                    SemanticError.DUPLICATE_NAME,
                    name.span(),
                    "'%s' is the name of another element of the pattern".formatted(name.text()));
        }
    }

    int nodeCount() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    /** The position of a node. */
    Optional<Integer> node(String name) {
        return Optional.ofNullable(nodeNames.get(name));
    }

    /** The position of an edge or path. */
    Optional<Integer> edge(String name) {
        return Optional.ofNullable(edgeNames.get(name));
    }

    /** The names of all elements. */
    List<String> names() {
        List<String> names = new ArrayList<>(nodeNames.keySet());
        names.addAll(edgeNames.keySet());
        return names;
    }
}
