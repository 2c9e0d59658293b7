package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * The filter of rows about one resource (query.md section 8): what a request about it puts on every stored table, and what
 * {@code resource("armId").T} means.
 */
final class ResourceFilter {

    private static final String RESOURCE_ID = "_ResourceId";

    private ResourceFilter() {}

    /** The rows of the resource and of those below it; of a table that knows no resources, none. */
    static Relation over(Relation table, BindingSession session) {
        return session.context()
                .catalog()
                .resourceScope()
                .map(scope -> about(scope, table, session))
                .orElse(table);
    }

    /** The same of a resource that the query names, by its lower-case id. */
    static Relation about(String resource, Relation table, BindingSession session) {
        Optional<PlanColumn> id = table.columns().stream()
                .filter(column -> column.name().equals(RESOURCE_ID) && column.type() == ScalarType.STRING)
                .findFirst();
        if (id.isEmpty()) {
            return new Filter(table, new Literal(ScalarType.BOOL, false));
        }
        ScalarExpression self = call("==", id.get(), resource, session);
        ScalarExpression below = call("startswith_cs", id.get(), resource + "/", session);
        return new Filter(
                table,
                new Call(session.catalogue().get(FunctionKind.OPERATOR, "or"), List.of(self, below), ScalarType.BOOL));
    }

    private static ScalarExpression call(String operator, PlanColumn id, String text, BindingSession session) {
        return new Call(
                session.catalogue().get(FunctionKind.OPERATOR, operator),
                List.of(new ColumnReference(id), new Literal(ScalarType.STRING, text)),
                ScalarType.BOOL);
    }
}
