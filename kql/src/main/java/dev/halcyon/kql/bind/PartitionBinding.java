package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.PartitionByOperator;
import dev.halcyon.kql.syntax.PartitionOperator;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code partition} (R127) as a {@link PartitionedPlan}. The strategies differ in how the work is spread, not in its
 * result, so every hint means the same here, and no number of keys is too many.
 */
final class PartitionBinding {

    private static final Set<String> STRATEGIES = Set.of("native", "shuffle", "legacy");

    private final BindingSession session;
    private final Environment environment;

    PartitionBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, PartitionOperator partition) {
        checkHints(partition.parameters());
        Keyed keyed = keyed(input, partition.key());
        Environment inside = environment.forParts();
        TabularBinder tables = new TabularBinder(session);
        Rowset one;
        if (partition.braces()) {
            // A query of its own, for which the key is a scalar.
            if (partition.key() instanceof NameReference name) {
                inside.define(name.name(), new Definition.Scalar(new ColumnReference(keyed.key())));
            }
            one = tables.bind(partition.body(), inside);
        } else if (partition.body() instanceof PipeExpression pipe) {
            one = rows(input, pipe.operators(), inside);
        } else {
            throw session.error(
                    SemanticError.WRONG_SHAPE, partition.body().span(), "'partition' operator: expected operators");
        }
        return all(input, one, keyed, partition);
    }

    Rowset bind(Rowset input, PartitionByOperator partition) {
        checkHints(partition.parameters());
        if (partition.scope() != null) {
            throw session.unsupported(
                    partition.span(), "A name for the key of '__partitionby'", "Name the key column itself");
        }
        Keyed keyed = keyed(input, partition.key());
        Rowset one = rows(input, partition.body().operators(), environment.nested());
        return all(input, one, keyed, partition);
    }

    private void checkHints(List<OperatorParameter> parameters) {
        for (OperatorParameter parameter : parameters) {
            if (!parameter.name().equals("hint.strategy")) {
                OtherParameters.check(session, "partition", parameter, List.of());
                continue;
            }
            String strategy = parameter.value() instanceof NameReference reference ? reference.name() : "";
            if (!STRATEGIES.contains(strategy)) {
                throw session.error(
                        SemanticError.UNKNOWN_PROPERTY,
                        parameter.span(),
                        "'partition' operator: unknown strategy '%s'".formatted(strategy),
                        Suggestions.didYouMean(strategy, STRATEGIES)
                                .orElse("hint.strategy is native, shuffle or legacy"));
            }
        }
    }

    /** The input with the key as one more column. */
    private record Keyed(Relation relation, PlanColumn key) {}

    private Keyed keyed(Rowset input, SyntaxExpression expression) {
        ScalarExpression value =
                new ScalarBinder(session, environment, RowScope.of("partition", input)).bind(expression);
        if (value.type() == ScalarType.DYNAMIC) {
            throw session.error(
                    SemanticError.INVALID_KEY,
                    expression.span(),
                    "'partition' operator: a dynamic value cannot be a key",
                    "Convert it, for example with tostring()");
        }
        PlanColumn key = session.ids().column("partition", value.type());
        List<Assignment> assignments =
                new ArrayList<>(Relations.passThrough(input.relation().columns()));
        assignments.add(new Assignment(key, value));
        return new Keyed(new Project(input.relation(), assignments), key);
    }

    private Rowset rows(Rowset input, List<QueryOperator> operators, Environment inside) {
        Rowset rows = new Rowset(
                new InputRows(input.relation().columns()),
                input.hidden(),
                input.serialized(),
                Optional.empty(),
                Optional.empty(),
                input.open());
        return new TabularBinder(session).applyAll(rows, operators, inside);
    }

    private Rowset all(Rowset input, Rowset one, Keyed keyed, QueryOperator operator) {
        PartitionedPlan plan = new PartitionedPlan(
                session,
                operator.span(),
                "partition",
                keyed.relation(),
                input.relation().columns(),
                List.of(keyed.key()),
                List.of());
        Relation all = plan.of(one.relation()).relation();
        List<Assignment> assignments = Relations.passThrough(one.relation().columns());
        return new Rowset(
                new Project(all, assignments),
                one.hidden(),
                false,
                Optional.empty(),
                Optional.empty(),
                one.open() || input.open());
    }
}
