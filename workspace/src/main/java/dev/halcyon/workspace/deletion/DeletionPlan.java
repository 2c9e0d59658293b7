package dev.halcyon.workspace.deletion;

import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.DatetimeText;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.table.StandardColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stays of a table after a deletion. */
final class DeletionPlan {

    private static final FunctionCatalogue FUNCTIONS = FunctionCatalogue.standard();

    /** Ids of columns that no bound plan has. */
    private static final int FIRST_ID = -4_000_000;

    private DeletionPlan() {}

    /**
     * The rows that do not fulfil all filters; a row whose filter is null stays.
     *
     * @param arrivedBy in ticks; a row that arrived later stays too
     * @throws InvalidDeletionException when a filter does not fit the table
     */
    static Relation kept(TableSchema table, List<DeletionFilter> filters, OptionalLong arrivedBy) {
        TableScan scan = TableScan.of(table, FIRST_ID);
        List<ScalarExpression> conditions = new ArrayList<>();
        filters.forEach(filter -> conditions.add(condition(filter, scan)));
        if (conditions.isEmpty()) {
            throw new InvalidDeletionException("A deletion needs at least one filter.");
        }
        arrivedBy.ifPresent(ticks -> conditions.add(operator(
                "<=",
                List.of(
                        new ColumnReference(column(StandardColumns.TIME_RECEIVED.name(), scan)),
                        new Literal(ScalarType.DATETIME, ticks)))));
        ScalarExpression goes = conditions.stream()
                .reduce((left, right) -> operator("and", List.of(left, right)))
                .orElseThrow();
        return new Filter(scan, operator("or", List.of(scalar("isnull", List.of(goes)), scalar("not", List.of(goes)))));
    }

    private static ScalarExpression condition(DeletionFilter filter, TableScan scan) {
        PlanColumn column = column(filter.column(), scan);
        ScalarType type = column.type();
        boolean folds = filter.operator().endsWith("~");
        if (folds && type != ScalarType.STRING) {
            throw new InvalidDeletionException("Operator '%s' is for strings; column '%s' is %s."
                    .formatted(filter.operator(), filter.column(), type));
        }
        List<ScalarExpression> arguments = new ArrayList<>();
        arguments.add(new ColumnReference(column));
        filter.values().forEach(value -> arguments.add(literal(filter.column(), type, value)));
        return operator(filter.operator(), arguments);
    }

    private static PlanColumn column(String name, TableScan scan) {
        return scan.columns().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidDeletionException(
                        "Table '%s' has no column '%s'.".formatted(scan.table().name(), name)));
    }

    private static Call operator(String name, List<ScalarExpression> arguments) {
        return new Call(FUNCTIONS.get(FunctionKind.OPERATOR, name), arguments, ScalarType.BOOL);
    }

    private static Call scalar(String name, List<ScalarExpression> arguments) {
        return new Call(FUNCTIONS.get(FunctionKind.SCALAR, name), arguments, ScalarType.BOOL);
    }

    private static Literal literal(String column, ScalarType type, String text) {
        try {
            @Nullable
            Object value = switch (type) {
                case STRING -> text;
                case DATETIME -> DatetimeText.parse(text).orElseThrow(NumberFormatException::new);
                case LONG -> Long.parseLong(text);
                case INT -> Integer.parseInt(text);
                case REAL -> Double.parseDouble(text);
                case BOOL -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
                case GUID -> UUID.fromString(text);
                case DECIMAL, TIMESPAN, DYNAMIC -> null;
            };
            if (value != null) {
                return new Literal(type, value);
            }
        } catch (IllegalArgumentException e) {
            throw unfit(column, type, text);
        }
        throw unfit(column, type, text);
    }

    private static InvalidDeletionException unfit(String column, ScalarType type, String text) {
        return new InvalidDeletionException(
                "Column '%s' is %s; '%s' is no value that it can be compared with here.".formatted(column, type, text));
    }
}
