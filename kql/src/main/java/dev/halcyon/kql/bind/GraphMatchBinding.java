package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.GraphMatch;
import dev.halcyon.kql.plan.GraphMatch.Form;
import dev.halcyon.kql.plan.GraphMatch.Place;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.GraphMatchOperator;
import dev.halcyon.kql.syntax.GraphPatternElement;
import dev.halcyon.kql.syntax.GraphShortestPathsOperator;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code graph-match} and {@code graph-shortest-paths} (R133). A condition on one node or one edge becomes a mask that
 * the search obeys as it goes; what remains of {@code where} filters the matches.
 */
final class GraphMatchBinding {

    private final BindingSession session;
    private final Environment environment;
    private final Graph graph;
    private final String operator;
    private final GraphPattern pattern;
    private final GraphNodeTerms nodeTerms;
    private final GraphColumns nodes;
    private final GraphColumns edges;
    private final Map<Integer, ScalarExpression> nodeMasks = new HashMap<>();
    private final Map<Integer, ScalarExpression> edgeMasks = new HashMap<>();
    private final Map<Integer, ScalarExpression> innerMasks = new HashMap<>();
    private final List<GraphMatch.Output> outputs = new ArrayList<>();
    private final List<PlanColumn> outputColumns = new ArrayList<>();

    private GraphMatchBinding(
            BindingSession session,
            Environment environment,
            Graph graph,
            String operator,
            List<GraphPatternElement.Chain> chains) {
        this.session = session;
        this.environment = environment;
        this.graph = graph;
        this.operator = operator;
        this.pattern = new GraphPattern(session, environment, chains);
        this.nodeTerms = new GraphNodeTerms(session, graph);
        this.nodes = new GraphColumns(session.ids(), List.of(graph.nodeKey()));
        this.edges = new GraphColumns(session.ids(), List.of(graph.sourceKey(), graph.targetKey()));
    }

    static Rowset bind(BindingSession session, Environment environment, Graph graph, GraphMatchOperator match) {
        GraphMatchBinding binding = new GraphMatchBinding(session, environment, graph, "graph-match", match.patterns());
        GraphMatch.Cycles cycles = binding.cycles(match.parameters());
        return binding.bind(
                GraphMatch.Search.EVERY_MATCH, cycles, match.predicate(), match.projections(), match.span());
    }

    static Rowset bind(BindingSession session, Environment environment, Graph graph, GraphShortestPathsOperator paths) {
        GraphMatchBinding binding =
                new GraphMatchBinding(session, environment, graph, "graph-shortest-paths", paths.patterns());
        if (binding.pattern.edges().size() != 1) {
            throw session.unsupported(
                    paths.span(),
                    "graph-shortest-paths with more than one edge in the pattern",
                    "Write the pattern as (a)-[e*1..n]->(b)");
        }
        GraphMatch.Search search = binding.output(paths.parameters());
        return binding.bind(search, GraphMatch.Cycles.NONE, paths.predicate(), paths.projections(), paths.span());
    }

    private GraphMatch.Cycles cycles(List<OperatorParameter> parameters) {
        GraphMatch.Cycles cycles = GraphMatch.Cycles.UNIQUE_EDGES;
        for (OperatorParameter parameter : parameters) {
            if (!parameter.name().equals("cycles")) {
                OtherParameters.check(session, operator, parameter, List.of("cycles"));
                continue;
            }
            cycles = switch (setting(parameter, "all, none or unique_edges")) {
                case "all" -> GraphMatch.Cycles.ALL;
                case "none" -> GraphMatch.Cycles.NONE;
                case "unique_edges" -> GraphMatch.Cycles.UNIQUE_EDGES;
                default -> throw badSetting(parameter, "all, none or unique_edges");
            };
        }
        return cycles;
    }

    private GraphMatch.Search output(List<OperatorParameter> parameters) {
        GraphMatch.Search search = GraphMatch.Search.ANY_SHORTEST_PATH;
        for (OperatorParameter parameter : parameters) {
            if (!parameter.name().equals("output")) {
                OtherParameters.check(session, operator, parameter, List.of("output"));
                continue;
            }
            search = switch (setting(parameter, "any or all")) {
                case "any" -> GraphMatch.Search.ANY_SHORTEST_PATH;
                case "all" -> GraphMatch.Search.ALL_SHORTEST_PATHS;
                default -> throw badSetting(parameter, "any or all");
            };
        }
        return search;
    }

    private String setting(OperatorParameter parameter, String values) {
        if (parameter.value() instanceof NameReference reference) {
            return reference.name();
        }
        throw badSetting(parameter, values);
    }

    private RuntimeException badSetting(OperatorParameter parameter, String values) {
        return session.error(
                SemanticError.INVALID_VALUE,
                parameter.span(),
                "'%s' operator: %s is %s".formatted(operator, parameter.name(), values));
    }

    private Rowset bind(
            GraphMatch.Search search,
            GraphMatch.Cycles cycles,
            @Nullable SyntaxExpression predicate,
            List<SyntaxExpression> projections,
            SourceSpan span) {
        List<ScalarExpression> remaining = new ArrayList<>();
        if (predicate != null) {
            condition(predicate, search, remaining);
        }
        if (projections.isEmpty()) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    span,
                    "'%s' operator: project is missing".formatted(operator),
                    "End it with project and what the rows shall hold, such as node.property");
        }
        List<Assignment> assignments = project(projections);
        GraphMatch match = new GraphMatch(search, cycles, graph.directed(), patternNodes(), patternEdges(), outputs);
        Relation rows = new TableFunction(
                List.of(nodes.input(nodeTerms.nodes()), edges.input(graph.edges())), match, outputColumns, false);
        for (ScalarExpression each : remaining) {
            rows = new Filter(rows, each);
        }
        return Rowset.of(new Project(rows, assignments));
    }

    private List<GraphMatch.PatternNode> patternNodes() {
        List<GraphMatch.PatternNode> result = new ArrayList<>();
        for (int node = 0; node < pattern.nodeCount(); node++) {
            result.add(new GraphMatch.PatternNode(position(nodes, nodeMasks.get(node))));
        }
        return result;
    }

    private List<GraphMatch.PatternEdge> patternEdges() {
        List<GraphMatch.PatternEdge> result = new ArrayList<>();
        for (int index = 0; index < pattern.edges().size(); index++) {
            GraphPattern.Edge edge = pattern.edges().get(index);
            result.add(new GraphMatch.PatternEdge(
                    edge.from(),
                    edge.to(),
                    edge.direction(),
                    edge.fewest(),
                    edge.most(),
                    position(edges, edgeMasks.get(index)),
                    position(nodes, innerMasks.get(index))));
        }
        return result;
    }

    private static OptionalInt position(GraphColumns columns, @Nullable ScalarExpression mask) {
        return mask == null ? OptionalInt.empty() : OptionalInt.of(columns.position(mask));
    }

    /** Takes the conjuncts of a condition apart: masks where one element is enough, filters for the rest. */
    private void condition(SyntaxExpression condition, GraphMatch.Search search, List<ScalarExpression> remaining) {
        if (condition instanceof ParenthesizedExpression parenthesized) {
            condition(parenthesized.inner(), search, remaining);
        } else if (condition instanceof BinaryExpression both && both.operator() == BinaryOperator.AND) {
            condition(both.left(), search, remaining);
            condition(both.right(), search, remaining);
        } else if (!mask(condition)) {
            int before = outputs.size();
            remaining.add(scalars(new MatchValues()).bindCondition(condition));
            boolean aboutPath = outputs.subList(before, outputs.size()).stream()
                    .anyMatch(output -> output.place() == Place.PATH_EDGES || output.place() == Place.INNER_NODES);
            if (search != GraphMatch.Search.EVERY_MATCH && aboutPath) {
                throw session.unsupported(
                        condition.span(),
                        "A condition on whole paths in graph-shortest-paths",
                        "Say with all(path, …) which edges may be walked");
            }
        }
    }

    /** True when the condition is about the properties of one element only, which then guides the search. */
    private boolean mask(SyntaxExpression condition) {
        if (condition instanceof FunctionCall call) {
            Optional<GraphTerms.ElementFunction> every = new GraphTerms(session, graph, pattern, new MatchValues())
                    .function(call)
                    .filter(function -> function.form() == Form.ALL);
            if (every.isPresent()) {
                boolean inner = every.get().place() == Place.INNER_NODES;
                addMask(inner ? innerMasks : edgeMasks, every.get().element(), conditionOf(every.get()));
                return true;
            }
        }
        SingleElement single = new SingleElement();
        ScalarExpression bound = scalars(single).bindCondition(condition);
        if (!single.found()) {
            return false;
        }
        addMask(single.place == Place.NODE ? nodeMasks : edgeMasks, single.element, bound);
        return true;
    }

    private void addMask(Map<Integer, ScalarExpression> masks, int element, ScalarExpression mask) {
        masks.merge(
                element,
                mask,
                (first, second) -> new Call(
                        session.catalogue().get(FunctionKind.OPERATOR, "and"),
                        List.of(first, second),
                        ScalarType.BOOL));
    }

    private ScalarExpression conditionOf(GraphTerms.ElementFunction function) {
        return places(function).bindCondition(Objects.requireNonNull(function.argument()));
    }

    /** Binds what is asked about each edge or node of a path. */
    private ScalarBinder places(GraphTerms.ElementFunction function) {
        boolean inner = function.place() == Place.INNER_NODES;
        List<PlanColumn> columns = inner ? graph.nodeColumns() : graph.edgeColumns();
        return new ScalarBinder(
                session,
                environment,
                new RowScope(operator, columns, columns, false),
                AggregateCollector.REFUSING,
                inner ? nodeTerms : ScalarTerms.NONE);
    }

    /** Lets properties stand for the columns of nodes or edges, and finds out whether one element is enough. */
    private static final class SingleElement implements GraphTerms.Values {
        private @Nullable Place place;
        private int element = -1;
        private boolean several;

        @Override
        public ScalarExpression property(Place where, int index, PlanColumn column) {
            several |= where == Place.PATH_EDGES || (place != null && (place != where || element != index));
            place = where;
            element = index;
            return where == Place.PATH_EDGES ? Literal.missing(ScalarType.DYNAMIC) : new ColumnReference(column);
        }

        @Override
        public ScalarExpression function(GraphTerms.ElementFunction function) {
            several = true;
            return Literal.missing(typeOf(function.form()));
        }

        boolean found() {
            return place != null && !several;
        }
    }

    private static ScalarType typeOf(Form form) {
        return switch (form) {
            case VALUE, ARRAY -> ScalarType.DYNAMIC;
            case ANY, ALL -> ScalarType.BOOL;
            case DEGREE_IN, DEGREE_OUT -> ScalarType.LONG;
        };
    }

    /** Lets terms stand for the columns of the matches. */
    private final class MatchValues implements GraphTerms.Values {
        @Override
        public ScalarExpression property(Place place, int element, PlanColumn column) {
            ScalarExpression value = new ColumnReference(column);
            return place == Place.PATH_EDGES
                    ? array(place, element, value)
                    : output(
                            new GraphMatch.Output(
                                    place, Form.VALUE, element, (place == Place.NODE ? nodes : edges).position(value)),
                            column.type());
        }

        @Override
        public ScalarExpression function(GraphTerms.ElementFunction function) {
            GraphColumns columns = function.place() == Place.INNER_NODES ? nodes : edges;
            return switch (function.form()) {
                case DEGREE_IN, DEGREE_OUT ->
                    output(new GraphMatch.Output(Place.NODE, function.form(), function.element(), 0), ScalarType.LONG);
                case ANY, ALL ->
                    output(
                            new GraphMatch.Output(
                                    function.place(),
                                    function.form(),
                                    function.element(),
                                    columns.position(conditionOf(function))),
                            ScalarType.BOOL);
                case ARRAY, VALUE ->
                    array(
                            function.place(),
                            function.element(),
                            places(function).bind(Objects.requireNonNull(function.argument())));
            };
        }

        private ScalarExpression array(Place place, int element, ScalarExpression value) {
            ScalarExpression json =
                    value.type() == ScalarType.DYNAMIC ? value : new Conversion(value, ScalarType.DYNAMIC);
            int position = (place == Place.INNER_NODES ? nodes : edges).position(json);
            return output(new GraphMatch.Output(place, Form.ARRAY, element, position), ScalarType.DYNAMIC);
        }

        private ScalarExpression output(GraphMatch.Output output, ScalarType type) {
            int known = outputs.indexOf(output);
            if (known >= 0) {
                return new ColumnReference(outputColumns.get(known));
            }
            PlanColumn column = session.ids().column("match" + outputs.size(), type);
            outputs.add(output);
            outputColumns.add(column);
            return new ColumnReference(column);
        }
    }

    private List<Assignment> project(List<SyntaxExpression> projections) {
        ScalarBinder scalars = scalars(new MatchValues());
        ResultNames names = new ResultNames(session, environment);
        NameAllocator allocator = new NameAllocator();
        projections.forEach(expression -> NamedValues.name(expression).ifPresent(allocator::reserve));
        List<Assignment> assignments = new ArrayList<>();
        for (SyntaxExpression expression : projections) {
            ScalarExpression value = scalars.bind(NamedValues.value(session, expression));
            String name = NamedValues.name(expression)
                    .orElseGet(() -> functionName(expression)
                            .or(() -> names.of(expression))
                            .map(allocator::allocate)
                            .orElseGet(allocator::allocateGenerated));
            assignments.add(new Assignment(session.ids().column(name, value.type()), value));
        }
        return assignments;
    }

    private static Optional<String> functionName(SyntaxExpression expression) {
        return expression instanceof FunctionCall call && call.function().text().startsWith("node_")
                ? Optional.of(call.function().text())
                : Optional.empty();
    }

    private ScalarBinder scalars(GraphTerms.Values values) {
        return new ScalarBinder(
                session,
                environment,
                RowScope.empty(operator),
                AggregateCollector.REFUSING,
                new GraphTerms(session, graph, pattern, values));
    }
}
