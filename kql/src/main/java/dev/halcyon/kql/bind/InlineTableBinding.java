package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.DataTableExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code datatable} (R131). */
final class InlineTableBinding {

    private InlineTableBinding() {}

    static Rowset bind(DataTableExpression table, Environment environment, BindingSession session) {
        List<PlanColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var column : table.schema().columns()) {
            if (!names.add(column.name().text())) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        column.name().span(),
                        "'datatable' operator: a column named '%s' is already defined here"
                                .formatted(column.name().text()));
            }
            columns.add(session.ids().column(column.name().text(), CallBinding.scalarType(session, column.type())));
        }
        int width = columns.size();
        if (width == 0 || table.values().size() % width != 0) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    table.span(),
                    "datatable has %d values for %d columns"
                            .formatted(table.values().size(), width),
                    "Give every row a value for every column");
        }
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.empty("datatable"));
        List<List<ScalarExpression>> rows = new ArrayList<>();
        boolean constant = true;
        for (int start = 0; start < table.values().size(); start += width) {
            List<ScalarExpression> row = new ArrayList<>();
            for (int index = 0; index < width; index++) {
                ScalarExpression cell = cell(scalars, table.values().get(start + index), columns.get(index), session);
                constant &= cell instanceof Literal;
                row.add(cell);
            }
            rows.add(row);
        }
        return Rowset.of(constant ? literals(columns, rows) : computed(columns, rows, session));
    }

    private static Relation literals(List<PlanColumn> columns, List<List<ScalarExpression>> rows) {
        return new InlineTable(
                columns,
                rows.stream()
                        .map(row -> row.stream().map(Literal.class::cast).toList())
                        .toList());
    }

    // Cells that only the engine can compute: one row each, united in order.
    private static Relation computed(
            List<PlanColumn> columns, List<List<ScalarExpression>> rows, BindingSession session) {
        List<Union.Branch> branches = new ArrayList<>();
        for (List<ScalarExpression> row : rows) {
            List<Assignment> assignments = new ArrayList<>();
            for (int index = 0; index < columns.size(); index++) {
                assignments.add(new Assignment(
                        session.ids()
                                .column(
                                        columns.get(index).name(),
                                        columns.get(index).type()),
                        row.get(index)));
            }
            Project project = new Project(new SingleRow(), assignments);
            branches.add(new Union.Branch(
                    project,
                    project.columns().stream()
                            .<ScalarExpression>map(ColumnReference::new)
                            .toList()));
        }
        return new Union(columns, branches);
    }

    private static ScalarExpression cell(
            ScalarBinder scalars, SyntaxExpression value, PlanColumn column, BindingSession session) {
        if (value instanceof BinaryExpression) {
            throw session.error(
                    SemanticError.NOT_CONSTANT,
                    value.span(),
                    "datatable takes literals, not expressions",
                    "Compute the value with extend behind it");
        }
        ScalarExpression bound = scalars.bind(value);
        ScalarType type = column.type();
        if (bound.type() == type) {
            return bound;
        }
        if (type == ScalarType.DYNAMIC) {
            return bound instanceof Literal literal
                    ? new Literal(type, literal.isNull() ? null : LiteralBinding.json(literal))
                    : ConstantFolder.convert(bound, type);
        }
        if (bound instanceof Literal literal && literal.isNull()) {
            return Literal.missing(type);
        }
        boolean convertible = (bound.type().isNumeric() && type.isNumeric())
                || bound.type() == ScalarType.DYNAMIC
                || (bound.type() == ScalarType.BOOL && type.isInteger())
                || (bound.type().isInteger() && type == ScalarType.BOOL);
        if (convertible) {
            return ConstantFolder.convert(bound, type);
        }
        if (bound.type() == ScalarType.STRING || type == ScalarType.STRING) {
            String function = type == ScalarType.REAL ? "toreal" : "to" + type.kqlName();
            return new dev.halcyon.kql.plan.Call(
                    session.catalogue().get(dev.halcyon.kql.function.FunctionKind.SCALAR, function),
                    List.of(bound),
                    type);
        }
        throw session.error(
                SemanticError.OPERAND_TYPE,
                value.span(),
                "datatable: column '%s' is a %s, the value is a %s".formatted(column.name(), type, bound.type()));
    }
}
