package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.GraphComponents;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.syntax.GraphMarkComponentsOperator;
import dev.halcyon.kql.syntax.GraphNodeTable;
import dev.halcyon.kql.syntax.GraphTableOutput;
import dev.halcyon.kql.syntax.GraphToTableOperator;
import dev.halcyon.kql.syntax.MakeGraphOperator;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes graphs of tables and tables of graphs (R133). */
final class GraphBinding {

    private static final String KEY = "#key";
    private static final String SOURCE = "#source";
    private static final String TARGET = "#target";

    private final BindingSession session;
    private final Environment environment;

    GraphBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** {@code make-graph source --> target with nodes on id}, or {@code with_node_id=name}. */
    Rowset make(Rowset input, MakeGraphOperator make) {
        OtherParameters.check(session, "make-graph", make.parameters());
        Name partition = make.partition();
        PlanColumn source = endpoint(input, make.source());
        PlanColumn target = endpoint(input, make.target());
        PlanColumn sourceKey = session.ids().column(SOURCE, ScalarType.STRING);
        PlanColumn targetKey = session.ids().column(TARGET, ScalarType.STRING);
        List<PlanColumn> edgeColumns = input.visibleColumns();
        List<Assignment> assignments =
                new ArrayList<>(Relations.passThrough(input.relation().columns()));
        assignments.add(new Assignment(sourceKey, identity(input, source, partition)));
        assignments.add(new Assignment(targetKey, identity(input, target, partition)));
        Relation edges = new Project(input.relation(), assignments);
        Endpoints endpoints = endpoints(input, source, target, make);
        Nodes nodes = make.nodes().isEmpty() ? bare(endpoints, make) : described(endpoints, make);
        Rowset graph = Rowset.of(new Graph(
                nodes.relation(),
                nodes.key(),
                nodes.properties(),
                edges,
                sourceKey,
                targetKey,
                edgeColumns,
                partition != null,
                make.directed()));
        return partition == null ? graph : new GraphPartitions(session, environment).bind(graph, make);
    }

    private record Endpoints(Relation relation, PlanColumn value, PlanColumn key) {}

    private record Nodes(Relation relation, PlanColumn key, List<PlanColumn> properties) {}

    private PlanColumn endpoint(Rowset input, Name name) {
        return input.relation().columns().stream()
                .filter(column -> column.name().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> session.error(
                        SemanticError.UNRESOLVED_NAME,
                        name.span(),
                        "'make-graph' operator: Failed to resolve column named '%s'".formatted(name.text()),
                        Suggestions.didYouMean(
                                name.text(),
                                input.visibleColumns().stream()
                                        .map(PlanColumn::name)
                                        .toList())));
    }

    /** The distinct values of both ends of all edges. */
    private Endpoints endpoints(Rowset input, PlanColumn source, PlanColumn target, MakeGraphOperator make) {
        if (source.type() != target.type()) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    make.target().span(),
                    "'make-graph' operator: source is a %s and target a %s".formatted(source.type(), target.type()),
                    "Convert one of them");
        }
        Name partition = make.partition();
        List<Union.Branch> branches = List.of(branch(input, source, partition), branch(input, target, partition));
        PlanColumn value = session.ids().column("id", source.type());
        PlanColumn identity = session.ids().column(KEY, ScalarType.STRING);
        Union all = new Union(List.of(value, identity), branches);
        PlanColumn distinct = session.ids().column("id", source.type());
        PlanColumn key = session.ids().column(KEY, ScalarType.STRING);
        Relation values = new Aggregate(
                all,
                List.of(
                        new Assignment(distinct, new ColumnReference(value)),
                        new Assignment(key, new ColumnReference(identity))),
                List.of());
        return new Endpoints(values, distinct, key);
    }

    private Union.Branch branch(Rowset input, PlanColumn end, @Nullable Name partition) {
        Rowset copy = PlanCopier.copy(input, session);
        int position = input.relation().columns().indexOf(end);
        PlanColumn copied = copy.relation().columns().get(position);
        return new Union.Branch(
                copy.relation(), List.of(new ColumnReference(copied), identity(copy, copied, partition)));
    }

    /** Nodes that have nothing but their identity. */
    private Nodes bare(Endpoints endpoints, MakeGraphOperator make) {
        Name name = make.nodeId();
        if (name == null) {
            return new Nodes(endpoints.relation(), endpoints.key(), List.of());
        }
        PlanColumn named = session.ids().column(name.text(), endpoints.value().type());
        return new Nodes(
                new Project(
                        endpoints.relation(),
                        List.of(
                                new Assignment(named, new ColumnReference(endpoints.value())),
                                new Assignment(endpoints.key(), new ColumnReference(endpoints.key())))),
                endpoints.key(),
                List.of(named));
    }

    /** The rows of node tables, and a row without properties for each node that only edges name. */
    private Nodes described(Endpoints endpoints, MakeGraphOperator make) {
        List<LegUnion.Leg> legs = new ArrayList<>();
        List<PlanColumn> keys = new ArrayList<>();
        for (GraphNodeTable table : make.nodes()) {
            Rowset rows =
                    new TabularBinder(session).bind(table.table(), environment).withoutHidden();
            PlanColumn key = session.ids().column(KEY, ScalarType.STRING);
            PlanColumn id = endpoint(rows, table.key());
            List<Assignment> assignments =
                    new ArrayList<>(Relations.passThrough(rows.relation().columns()));
            assignments.add(new Assignment(key, identity(rows, id, make.partition())));
            legs.add(new LegUnion.Leg(Rowset.of(new Project(rows.relation(), assignments)), false));
            keys.add(id);
        }
        Rowset known = new LegUnion(session, false, Optional.empty(), "nodes").combine(legs);
        Rowset compared = PlanCopier.copy(known, session);
        Join unknown = new Join(
                JoinKind.LEFT_ANTI,
                endpoints.relation(),
                compared.relation(),
                List.of(new Join.KeyPair(
                        new ColumnReference(endpoints.key()), new ColumnReference(key(compared.relation())))),
                Relations.passThrough(List.of(endpoints.value(), endpoints.key())));
        List<PlanColumn> output = new ArrayList<>();
        List<ScalarExpression> described = new ArrayList<>();
        List<ScalarExpression> named = new ArrayList<>();
        PlanColumn nodeKey = session.ids().column(KEY, ScalarType.STRING);
        for (PlanColumn column : known.relation().columns()) {
            boolean isKey = column.name().equals(KEY);
            output.add(isKey ? nodeKey : session.ids().column(column.column()));
            described.add(new ColumnReference(column));
            if (isKey) {
                named.add(new ColumnReference(endpoints.key()));
            } else if (keys.stream().anyMatch(id -> id.column().equals(column.column()))
                    && column.type() == endpoints.value().type()) {
                named.add(new ColumnReference(endpoints.value()));
            } else {
                named.add(Literal.missing(column.type()));
            }
        }
        Union nodes = new Union(
                output, List.of(new Union.Branch(known.relation(), described), new Union.Branch(unknown, named)));
        return new Nodes(
                nodes,
                nodeKey,
                output.stream().filter(column -> !column.equals(nodeKey)).toList());
    }

    private static PlanColumn key(Relation nodes) {
        return nodes.columns().stream()
                .filter(column -> column.name().equals(KEY))
                .findFirst()
                .orElseThrow();
    }

    /** The text that identifies a node; of many graphs, together with the one that it belongs to. */
    private ScalarExpression identity(Rowset rows, PlanColumn end, @Nullable Name partition) {
        if (partition == null) {
            return text(end);
        }
        ScalarExpression graph = text(endpoint(rows, partition));
        return call(
                "strcat",
                ScalarType.STRING,
                call("tostring", ScalarType.STRING, call("strlen", ScalarType.LONG, graph)),
                Literal.ofString(":"),
                graph,
                text(end));
    }

    private Call call(String function, ScalarType type, ScalarExpression... arguments) {
        return new Call(session.catalogue().get(FunctionKind.SCALAR, function), List.of(arguments), type);
    }

    private ScalarExpression text(PlanColumn column) {
        return column.type() == ScalarType.STRING
                ? new ColumnReference(column)
                : new Call(
                        session.catalogue().get(FunctionKind.SCALAR, "tostring"),
                        List.of(new ColumnReference(column)),
                        ScalarType.STRING);
    }

    /** {@code graph-to-table nodes} or {@code edges}. */
    Rowset toTable(Graph graph, GraphToTableOperator toTable) {
        if (toTable.outputs().size() != 1) {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE,
                    toTable.span(),
                    "'graph-to-table' with several tables ends a statement; it cannot stand inside another table",
                    "Name the tables with as, and use the names in the statements that follow");
        }
        return table(graph, toTable.outputs().getFirst());
    }

    /** One of the tables. */
    Rowset table(Graph graph, GraphTableOutput output) {
        return switch (output.entity().text()) {
            case "nodes" ->
                table(graph.nodes(), graph.nodeColumns(), output, List.of("with_node_id"), List.of(graph.nodeKey()));
            case "edges" ->
                table(
                        graph.edges(),
                        graph.edgeColumns(),
                        output,
                        List.of("with_source_id", "with_target_id"),
                        List.of(graph.sourceKey(), graph.targetKey()));
            default ->
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        output.entity().span(),
                        "graph-to-table gives nodes or edges, not '%s'"
                                .formatted(output.entity().text()));
        };
    }

    /** The identity of a node in a table is a hash of its text. */
    private Rowset table(
            Relation relation,
            List<PlanColumn> columns,
            GraphTableOutput output,
            List<String> parameters,
            List<PlanColumn> keys) {
        List<Assignment> assignments = new ArrayList<>();
        for (OperatorParameter parameter : output.parameters()) {
            int index = parameters.indexOf(parameter.name());
            if (index < 0) {
                OtherParameters.check(session, "graph-to-table", parameter, parameters);
                continue;
            }
            assignments.add(new Assignment(
                    session.ids().column(name(parameter), ScalarType.LONG),
                    new Call(
                            session.catalogue().get(FunctionKind.SCALAR, "hash"),
                            List.of(new ColumnReference(keys.get(index))),
                            ScalarType.LONG)));
        }
        assignments.addAll(Relations.passThrough(columns));
        Rowset rows = Rowset.of(new Project(relation, assignments));
        Name name = output.name();
        return name == null ? rows : rows.withName(name.text());
    }

    private String name(OperatorParameter parameter) {
        if (parameter.value() instanceof NameReference reference) {
            return reference.name();
        }
        throw session.error(
                SemanticError.INVALID_VALUE,
                parameter.span(),
                "%s takes the name of a column".formatted(parameter.name()));
    }

    /** {@code graph-mark-components kind=weak with_component_id=name}. */
    Rowset markComponents(Graph graph, GraphMarkComponentsOperator mark) {
        boolean strong = false;
        String name = "ComponentId";
        for (OperatorParameter parameter : mark.parameters()) {
            switch (parameter.name()) {
                case "kind" -> strong = kind(parameter);
                case "with_component_id" -> name = name(parameter);
                default ->
                    OtherParameters.check(
                            session, "graph-mark-components", parameter, List.of("kind", "with_component_id"));
            }
        }
        // The computation reads a copy of the graph; its answer is joined to the nodes.
        Relation nodes = PlanCopier.copy(Rowset.of(graph.nodes()), session).relation();
        Relation edges = PlanCopier.copy(Rowset.of(graph.edges()), session).relation();
        PlanColumn key = session.ids().column(KEY, ScalarType.STRING);
        PlanColumn component = session.ids().column(name, ScalarType.LONG);
        TableFunction components = new TableFunction(
                List.of(
                        keys(nodes, graph.nodes(), List.of(graph.nodeKey())),
                        keys(edges, graph.edges(), List.of(graph.sourceKey(), graph.targetKey()))),
                new GraphComponents(strong),
                List.of(key, component),
                false);
        List<Assignment> assignments =
                new ArrayList<>(Relations.passThrough(graph.nodes().columns()));
        assignments.add(new Assignment(component, new ColumnReference(component)));
        Join marked = new Join(
                JoinKind.INNER,
                graph.nodes(),
                components,
                List.of(new Join.KeyPair(new ColumnReference(graph.nodeKey()), new ColumnReference(key))),
                assignments);
        List<PlanColumn> properties = new ArrayList<>(graph.nodeColumns());
        properties.add(component);
        return Rowset.of(new Graph(
                marked,
                graph.nodeKey(),
                properties,
                graph.edges(),
                graph.sourceKey(),
                graph.targetKey(),
                graph.edgeColumns(),
                graph.partitioned(),
                graph.directed()));
    }

    private boolean kind(OperatorParameter parameter) {
        if (parameter.value() instanceof NameReference reference
                && (reference.name().equals("weak") || reference.name().equals("strong"))) {
            return reference.name().equals("strong");
        }
        throw session.error(
                SemanticError.INVALID_VALUE, parameter.span(), "kind of graph-mark-components is weak or strong");
    }

    /** The columns of a copied relation that stand where the original's columns stand. */
    private static Relation keys(Relation copy, Relation original, List<PlanColumn> columns) {
        return new Project(
                copy,
                Relations.passThrough(columns.stream()
                        .map(column -> copy.columns().get(original.columns().indexOf(column)))
                        .toList()));
    }
}
