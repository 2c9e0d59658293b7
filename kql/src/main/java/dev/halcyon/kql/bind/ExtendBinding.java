package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code extend}: an existing name is replaced in place, new columns follow (R83). */
final class ExtendBinding {

    private final BindingSession session;
    private final Environment environment;

    ExtendBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, List<SyntaxExpression> expressions, String operator) {
        if (expressions.isEmpty()) {
            return input;
        }
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.of(operator, input));
        ResultNames names = new ResultNames(session, environment);
        List<Assignment> assignments =
                new ArrayList<>(Relations.passThrough(input.relation().columns()));
        Set<Integer> hidden = new HashSet<>(input.hidden());
        NameAllocator allocator = new NameAllocator();
        input.relation().columns().forEach(column -> allocator.reserve(column.name()));
        Set<String> defined = new HashSet<>();
        for (SyntaxExpression expression : expressions) {
            ScalarExpression value = scalars.bind(NamedValues.value(session, expression));
            String name = NamedValues.name(expression)
                    .or(() -> names.of(expression).filter(allocator::isTaken))
                    .or(() -> names.of(expression).map(allocator::allocate))
                    .orElseGet(allocator::allocateGenerated);
            if (!defined.add(name) && expression instanceof NamedExpression) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        expression.span(),
                        "'%s' operator: a column named '%s' is already defined here".formatted(operator, name));
            }
            allocator.reserve(name);
            replace(assignments, hidden, name, value);
        }
        return new Rowset(
                new Project(input.relation(), assignments),
                hidden,
                input.serialized(),
                input.name(),
                input.visualization());
    }

    private void replace(List<Assignment> assignments, Set<Integer> hidden, String name, ScalarExpression value) {
        PlanColumn target = session.ids().column(name, value.type());
        Assignment assignment = new Assignment(target, value);
        for (int index = 0; index < assignments.size(); index++) {
            PlanColumn existing = assignments.get(index).target();
            if (existing.name().equals(name)) {
                assignments.set(index, assignment);
                hidden.remove(existing.id());
                return;
            }
        }
        assignments.add(assignment);
    }
}
