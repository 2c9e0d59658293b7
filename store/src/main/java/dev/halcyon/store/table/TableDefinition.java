package dev.halcyon.store.table;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as its owner, or Azure's documentation, declares it.
 *
 * @param name case-sensitive
 * @param description empty when there is none
 * @param columns the declared columns, standard ones left out
 * @param retention how long rows are kept; recorded, enforced by a later release
 * @param categories of the documentation
 * @param solutions that bring the table
 * @param plan what it is kept for
 */
public record TableDefinition(
        String name,
        TableKind kind,
        String description,
        List<DeclaredColumn> columns,
        Retention retention,
        List<String> categories,
        List<String> solutions,
        TablePlan plan) {

    public TableDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(description, "description");
        columns = List.copyOf(columns);
        Objects.requireNonNull(retention, "retention");
        categories = List.copyOf(categories);
        solutions = List.copyOf(solutions);
        Objects.requireNonNull(plan, "plan");
    }

    /** A table of the plan for every query. */
    public TableDefinition(
            String name,
            TableKind kind,
            String description,
            List<DeclaredColumn> columns,
            Retention retention,
            List<String> categories,
            List<String> solutions) {
        this(name, kind, description, columns, retention, categories, solutions, TablePlan.ANALYTICS);
    }

    /** A custom table with the standard retention. */
    public static TableDefinition custom(String name, String description, List<DeclaredColumn> columns) {
        return new TableDefinition(
                name, TableKind.CUSTOM, description, columns, Retention.STANDARD, List.of(), List.of("LogManagement"));
    }

    public TableDefinition withRetention(Retention replacement) {
        return new TableDefinition(name, kind, description, columns, replacement, categories, solutions, plan);
    }

    /** With the workspace's retention, in days, unless the owner chose another or the plan has its own. */
    public TableDefinition withDefaultRetention(int days) {
        return plan == TablePlan.ANALYTICS ? withRetention(retention.withDefault(days)) : this;
    }

    public TableDefinition withPlan(TablePlan replacement) {
        return new TableDefinition(name, kind, description, columns, retention, categories, solutions, replacement);
    }

    public TableDefinition withColumns(List<DeclaredColumn> replacement) {
        return new TableDefinition(name, kind, description, replacement, retention, categories, solutions, plan);
    }

    public Optional<DeclaredColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** The schema that queries see, standard and hidden columns included. */
    public TableSchema schema() {
        return StandardColumns.schema(name, plainColumns());
    }

    private List<Column> plainColumns() {
        return columns.stream().map(DeclaredColumn::column).toList();
    }
}
