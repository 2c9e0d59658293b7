package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.ColumnTuples.TupleColumn;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.ProjectOperator;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code project}: the output is what is listed; a column that keeps its name keeps its identity. */
final class ProjectBinding {

    private final BindingSession session;
    private final Environment environment;

    ProjectBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, ProjectOperator project) {
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.of("project", input));
        ColumnTuples tuples = new ColumnTuples(session, environment, scalars);
        NameAllocator allocator = new NameAllocator();
        // Written names are taken first, so that a generated one never pushes them aside (R80).
        for (SyntaxExpression expression : project.expressions()) {
            NamedValues.names(expression).forEach(name -> {
                if (allocator.isTaken(name)) {
                    throw session.error(
                            SemanticError.DUPLICATE_NAME,
                            expression.span(),
                            "'project' operator: a column named '%s' is already defined here".formatted(name));
                }
                allocator.reserve(name);
            });
        }
        List<Assignment> assignments = new ArrayList<>();
        for (SyntaxExpression expression : project.expressions()) {
            if (expression instanceof StarExpression) {
                input.visibleColumns().forEach(column -> {
                    allocator.reserve(column.name());
                    assignments.add(new Assignment(column, new ColumnReference(column)));
                });
                continue;
            }
            for (TupleColumn column : tuples.columns(expression, true)) {
                String name = column.name()
                        .map(own -> column.written() ? own : allocator.allocate(own))
                        .orElseGet(allocator::allocateGenerated);
                assignments.add(new Assignment(target(name, column.value(), assignments), column.value()));
            }
        }
        return new Rowset(
                new Project(tuples.over(input.relation()), assignments),
                Set.of(),
                input.serialized(),
                input.name(),
                input.visualization(),
                input.open() && project.expressions().stream().anyMatch(StarExpression.class::isInstance));
    }

    private PlanColumn target(String name, ScalarExpression value, List<Assignment> assignments) {
        if (value instanceof ColumnReference reference
                && reference.column().name().equals(name)
                && assignments.stream().noneMatch(each -> each.target().equals(reference.column()))) {
            return reference.column();
        }
        return session.openColumns().defined(session.ids().column(name, value.type()), value);
    }
}
