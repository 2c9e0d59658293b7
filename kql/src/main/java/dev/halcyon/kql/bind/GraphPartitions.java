package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.ExtendOperator;
import dev.halcyon.kql.syntax.GraphMatchOperator;
import dev.halcyon.kql.syntax.GraphPatternElement;
import dev.halcyon.kql.syntax.GraphShortestPathsOperator;
import dev.halcyon.kql.syntax.MakeGraphOperator;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.ProjectAwayOperator;
import dev.halcyon.kql.syntax.ProjectKeepOperator;
import dev.halcyon.kql.syntax.ProjectOperator;
import dev.halcyon.kql.syntax.ProjectRenameOperator;
import dev.halcyon.kql.syntax.ProjectReorderOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.WhereOperator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code make-graph … partitioned-by column (operators)}: a graph for each value of the column. The nodes of all of them
 * are kept apart by their identity, so that one search finds the matches in each. Operators that look at the matches of
 * one graph together are refused.
 */
final class GraphPartitions {

    private final BindingSession session;
    private final Environment environment;

    GraphPartitions(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** The rows that the operators give over all graphs. */
    Rowset bind(Rowset graphs, MakeGraphOperator make) {
        PipeExpression body = make.body();
        if (body == null || body.operators().isEmpty()) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    make.span(),
                    "'make-graph' operator: partitioned-by needs operators over each graph",
                    "Write them behind the column: partitioned-by Tenant (graph-match …)");
        }
        List<QueryOperator> operators = body.operators();
        requireConnected(operators.getFirst());
        for (QueryOperator operator : operators.subList(1, operators.size())) {
            if (!worksOnEachRow(operator)) {
                throw session.unsupported(
                        operator.span(),
                        "'%s' over the matches of each graph of partitioned-by".formatted(OperatorNames.of(operator)),
                        "Project the column, put the operator behind the brackets and group by the column there");
            }
        }
        return new TabularBinder(session).applyAll(graphs, operators, environment.nested());
    }

    private void requireConnected(QueryOperator operator) {
        if (operator instanceof GraphShortestPathsOperator paths
                && paths.patterns().size() == 1) {
            return;
        }
        if (!(operator instanceof GraphMatchOperator match)) {
            throw session.unsupported(
                    operator.span(),
                    "'%s' over each graph of partitioned-by".formatted(OperatorNames.of(operator)),
                    "The operators begin with graph-match or graph-shortest-paths");
        }
        Set<String> reached = new HashSet<>(names(match.patterns().getFirst()));
        Set<GraphPatternElement.Chain> left = new HashSet<>(match.patterns());
        left.remove(match.patterns().getFirst());
        boolean more = true;
        while (more) {
            Set<GraphPatternElement.Chain> next = new HashSet<>();
            for (GraphPatternElement.Chain chain : left) {
                if (names(chain).stream().anyMatch(reached::contains)) {
                    next.add(chain);
                }
            }
            next.forEach(chain -> reached.addAll(names(chain)));
            more = left.removeAll(next);
        }
        if (!left.isEmpty()) {
            throw session.unsupported(
                    operator.span(),
                    "A pattern of parts without a common node, over each graph of partitioned-by,",
                    "Give the parts a node in common");
        }
    }

    private static List<String> names(GraphPatternElement.Chain chain) {
        return chain.elements().stream()
                .filter(GraphPatternElement.Node.class::isInstance)
                .map(element -> ((GraphPatternElement.Node) element).name())
                .filter(name -> name != null)
                .map(Name::text)
                .toList();
    }

    private static boolean worksOnEachRow(QueryOperator operator) {
        return operator instanceof WhereOperator
                || operator instanceof ExtendOperator
                || operator instanceof ProjectOperator
                || operator instanceof ProjectAwayOperator
                || operator instanceof ProjectKeepOperator
                || operator instanceof ProjectRenameOperator
                || operator instanceof ProjectReorderOperator;
    }
}
