package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.runtime.table.RowValues;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Builds plans by hand and runs them. */
final class Plans {

    /** 2024-01-01T00:00:00Z. */
    static final long NOW = 638_396_640_000_000_000L;

    private static final AtomicInteger IDS = new AtomicInteger();

    private Plans() {}

    static PlanColumn column(String name, ScalarType type) {
        return new PlanColumn(IDS.incrementAndGet(), name, type);
    }

    static ScalarExpression ref(PlanColumn column) {
        return new ColumnReference(column);
    }

    static Literal lit(long value) {
        return Literal.ofLong(value);
    }

    static Literal lit(double value) {
        return Literal.ofReal(value);
    }

    static Literal lit(String value) {
        return Literal.ofString(value);
    }

    static Literal literal(ScalarType type, @Nullable Object value) {
        return new Literal(type, value);
    }

    static Call call(String name, ScalarType type, ScalarExpression... arguments) {
        return new Call(declaration(name), List.of(arguments), type);
    }

    static AggregateAssignment aggregate(PlanColumn target, String name, ScalarExpression... arguments) {
        FunctionDeclaration function = FunctionCatalogue.standard().get(FunctionKind.AGGREGATE, name);
        return new AggregateAssignment(List.of(target), new AggregateCall(function, List.of(arguments), target.type()));
    }

    static Assignment assign(PlanColumn target, ScalarExpression value) {
        return new Assignment(target, value);
    }

    /** {@code print value}. */
    static Relation print(ScalarExpression value) {
        return new Project(new SingleRow(), List.of(assign(column("print_0", value.type()), value)));
    }

    static InlineTable table(List<PlanColumn> columns, @Nullable Object... cells) {
        List<List<Literal>> rows = new ArrayList<>();
        for (int start = 0; start < cells.length; start += columns.size()) {
            List<Literal> row = new ArrayList<>();
            for (int index = 0; index < columns.size(); index++) {
                row.add(new Literal(columns.get(index).type(), cells[start + index]));
            }
            rows.add(row);
        }
        return new InlineTable(columns, rows);
    }

    static ExecutionContext context() {
        return ExecutionContext.of(NOW, QueryBudget.STANDARD);
    }

    /** All rows, cells in their Java form. */
    static List<List<@Nullable Object>> rows(DuckDbEngine engine, Relation relation) {
        try (RowCursor cursor = engine.execute(relation, context())) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (cursor.next()) {
                @Nullable Object[] row = new Object[cursor.columns().size()];
                for (int index = 0; index < row.length; index++) {
                    row[index] = RowValues.read(cursor, index);
                }
                rows.add(Arrays.asList(row));
            }
            return rows;
        }
    }

    private static FunctionDeclaration declaration(String name) {
        FunctionCatalogue catalogue = FunctionCatalogue.standard();
        return catalogue
                .find(FunctionKind.OPERATOR, name)
                .or(() -> catalogue.find(FunctionKind.SCALAR, name))
                .orElseGet(() -> catalogue.get(FunctionKind.WINDOW, name));
    }
}
