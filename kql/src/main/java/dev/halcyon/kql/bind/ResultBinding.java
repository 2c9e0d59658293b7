package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.FacetOperator;
import dev.halcyon.kql.syntax.ForkBranch;
import dev.halcyon.kql.syntax.ForkOperator;
import dev.halcyon.kql.syntax.GraphTableOutput;
import dev.halcyon.kql.syntax.GraphToTableOperator;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.RenderOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables that one statement gives: one for most, several when its pipe ends in {@code fork}, {@code facet} or
 * a plugin such as {@code preview} (R132).
 */
final class ResultBinding {

    private final BindingSession session;
    private final TabularBinder tables;

    ResultBinding(BindingSession session) {
        this.session = session;
        this.tables = new TabularBinder(session);
    }

    /**
     * A table and the name that the query gives it.
     *
     * @param named whether the name stands for the table in the statements that follow, which then give it or not
     */
    record Result(Optional<String> name, Rowset rows, boolean named) {
        Result(Optional<String> name, Rowset rows) {
            this(name, rows, false);
        }
    }

    List<Result> bind(SyntaxExpression expression, Environment environment) {
        SyntaxExpression inner = expression;
        while (inner instanceof ParenthesizedExpression parenthesized) {
            inner = parenthesized.inner();
        }
        if (inner instanceof PipeExpression pipe) {
            List<QueryOperator> operators = pipe.operators();
            for (int index = 0; index < operators.size(); index++) {
                QueryOperator operator = operators.get(index);
                boolean starts = index == 0 && pipe.source() == null;
                boolean ends = onlyRenderFollows(operators.subList(index + 1, operators.size()));
                if (!starts && givesSeveral(operator, ends)) {
                    return branches(pipe, index, environment);
                }
            }
        }
        return List.of(new Result(Optional.empty(), tables.bind(expression, environment)));
    }

    private static boolean givesSeveral(QueryOperator operator, boolean ends) {
        return operator instanceof ForkOperator
                || operator instanceof FacetOperator
                || (operator instanceof GraphToTableOperator toTable
                        && toTable.outputs().size() > 1)
                || Plugins.severalTables(operator)
                        .filter(plugin -> ends || !plugin.firstMayGoOn())
                        .isPresent();
    }

    private static boolean onlyRenderFollows(List<QueryOperator> operators) {
        return operators.stream().allMatch(RenderOperator.class::isInstance);
    }

    private List<Result> branches(PipeExpression pipe, int at, Environment environment) {
        Environment inside = environment.nested();
        QueryOperator operator = pipe.operators().get(at);
        Rowset input = tables.bindPipe(pipe, at, inside);
        session.require(operator);
        List<Result> results = new ArrayList<>();
        if (operator instanceof ForkOperator fork) {
            for (ForkBranch branch : fork.branches()) {
                results.add(new Result(
                        Optional.ofNullable(branch.name()).map(name -> name.text()),
                        body(input, branch.body(), inside)));
            }
        } else if (operator instanceof GraphToTableOperator toTable) {
            results.addAll(graphTables(input, toTable, environment));
        } else if (operator instanceof EvaluateOperator evaluate) {
            PluginCall call = new PluginCall(session, inside, Optional.of(input), evaluate);
            Plugins.severalTables(evaluate)
                    .orElseThrow()
                    .tables(call)
                    .forEach(rows -> results.add(new Result(Optional.empty(), rows)));
        } else if (operator instanceof FacetOperator facet) {
            PipeExpression with = facet.body();
            if (with != null) {
                results.add(new Result(Optional.empty(), body(input, with, inside)));
            }
            for (SyntaxExpression column : facet.columns()) {
                results.add(new Result(Optional.empty(), counts(input, column, inside)));
            }
        }
        return rendered(
                results, pipe.operators().subList(at + 1, pipe.operators().size()), operator);
    }

    /** Nodes and edges; a table with a name can be used by the statements that follow. */
    private List<Result> graphTables(Rowset input, GraphToTableOperator toTable, Environment outer) {
        Graph graph = input.graph()
                .orElseThrow(() -> session.error(
                        SemanticError.WRONG_SHAPE,
                        toTable.span(),
                        "'graph-to-table' needs a graph",
                        "Put make-graph before it"));
        GraphBinding graphs = new GraphBinding(session, outer);
        List<Result> results = new ArrayList<>();
        for (GraphTableOutput output : toTable.outputs()) {
            Rowset table = PlanCopier.copy(Rowset.of(graphs.table(graph, output).relation()), session);
            Name name = output.name();
            if (name != null) {
                outer.define(
                        name.text(),
                        new Definition.Given(
                                () -> PlanCopier.copy(table, session).withName(name.text())));
            }
            results.add(new Result(Optional.ofNullable(name).map(Name::text), table, name != null));
        }
        return results;
    }

    private Rowset body(Rowset input, PipeExpression body, Environment environment) {
        return tables.applyAll(input, body.operators(), environment.nested());
    }

    /** Only {@code render} may follow; it is about every table. */
    private List<Result> rendered(List<Result> results, List<QueryOperator> rest, QueryOperator operator) {
        List<Result> rendered = results;
        for (QueryOperator next : rest) {
            if (!(next instanceof RenderOperator render)) {
                throw session.error(
                        SemanticError.NOT_ALLOWED_HERE,
                        next.span(),
                        "Nothing but render can follow '%s'".formatted(OperatorNames.of(operator)),
                        "It gives several tables; put the operators into its branches");
            }
            rendered = rendered.stream()
                    .map(result -> new Result(
                            result.name(), new RenderBinding(session).bind(result.rows(), render), result.named()))
                    .toList();
        }
        return rendered;
    }

    /** The values of a column and how often each stands there. */
    private Rowset counts(Rowset input, SyntaxExpression column, Environment environment) {
        Assignment key =
                new SummarizeBinding.GroupKeys(session, environment).bind(input, column, new NameAllocator(), "facet");
        PlanColumn count = session.ids().column("count_" + key.target().name(), ScalarType.LONG);
        AggregateCall rows =
                new AggregateCall(session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
        return Rowset.of(
                new Aggregate(input.relation(), List.of(key), List.of(new AggregateAssignment(List.of(count), rows))));
    }
}
