package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RowsNear;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** {@code rows_near(condition, rows, rowsAfter)} over ordered rows. */
final class RowsNearPlugin implements Plugin {

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(3, "Condition", "NumRows", "NumRowsAfter");
        Rowset input = call.input();
        if (!input.serialized()) {
            throw call.session()
                    .error(
                            SemanticError.NOT_SERIALIZED,
                            call.span(),
                            "rows_near() needs rows with an order",
                            "Sort them, or use serialize");
        }
        ScalarExpression condition = call.condition(call.required(0, "Condition"));
        long before = count(call, call.required(1, "NumRows"));
        long after = call.argument(2, "NumRowsAfter")
                .map(expression -> count(call, expression))
                .orElse(before);
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(new Assignment(call.session().ids().column("condition", ScalarType.BOOL), condition));
        assignments.addAll(Relations.passThrough(input.visibleColumns()));
        List<PlanColumn> output = input.visibleColumns().stream()
                .map(column -> call.session().ids().column(column.column()))
                .toList();
        return Rowset.of(new TableFunction(
                        List.of(new Project(input.relation(), assignments)), new RowsNear(before, after), output, true))
                .withSerialized(true);
    }

    private static long count(PluginCall call, SyntaxExpression expression) {
        Object value = call.constant(expression, ScalarType.LONG, dev.halcyon.kql.plan.Literal.ofLong(0))
                .value();
        if (value instanceof Long rows && rows >= 0) {
            return rows;
        }
        throw call.session()
                .error(
                        SemanticError.INVALID_VALUE,
                        expression.span(),
                        "rows_near(): a number of rows must not be negative");
    }
}
