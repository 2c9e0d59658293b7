package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Optional;

/** The rows of a stored table that a request may see, as a predicate over the columns of its scan. */
final class RestrictionBinding {

    private final List<PlanColumn> columns;
    private final BindingSession session;

    private RestrictionBinding(List<PlanColumn> columns, BindingSession session) {
        this.columns = columns;
        this.session = session;
    }

    static Optional<ScalarExpression> of(TableSchema table, List<PlanColumn> columns, BindingSession session) {
        return session.context()
                .catalog()
                .restriction(table)
                .map(restriction -> new RestrictionBinding(columns, session).predicate(restriction));
    }

    private ScalarExpression predicate(RowRestriction restriction) {
        return switch (restriction) {
            case RowRestriction.All all -> combined("and", all.parts(), true);
            case RowRestriction.Any any -> combined("or", any.parts(), false);
            case RowRestriction.Comparison comparison -> comparison(comparison);
        };
    }

    /** Halved again and again, so that a long list of values makes no deep tree. */
    private ScalarExpression combined(String operator, List<RowRestriction> parts, boolean ofNone) {
        if (parts.isEmpty()) {
            return new Literal(ScalarType.BOOL, ofNone);
        }
        if (parts.size() == 1) {
            return predicate(parts.getFirst());
        }
        int middle = parts.size() / 2;
        return call(
                operator,
                combined(operator, parts.subList(0, middle), ofNone),
                combined(operator, parts.subList(middle, parts.size()), ofNone));
    }

    private ScalarExpression comparison(RowRestriction.Comparison comparison) {
        return columns.stream()
                .filter(column -> column.name().equals(comparison.column()) && column.type() == ScalarType.STRING)
                .findFirst()
                .map(column -> call(
                        comparison.operator().kql(),
                        new ColumnReference(column),
                        new Literal(ScalarType.STRING, comparison.text())))
                .orElseGet(() -> new Literal(ScalarType.BOOL, false));
    }

    private ScalarExpression call(String operator, ScalarExpression left, ScalarExpression right) {
        return new Call(
                session.catalogue().get(FunctionKind.OPERATOR, operator), List.of(left, right), ScalarType.BOOL);
    }
}
