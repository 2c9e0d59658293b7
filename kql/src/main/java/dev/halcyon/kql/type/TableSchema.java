package dev.halcyon.kql.type;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a stored table, in order.
 *
 * @param name the table's name, case-sensitive
 * @param columns every column, names distinct; two may differ by letter case only
 * @param hidden names of standard columns that resolve when named but are left out of {@code *} and of the default
 *     result (R136)
 */
public record TableSchema(String name, List<Column> columns, Set<String> hidden) {
    public TableSchema {
        columns = List.copyOf(columns);
        hidden = Set.copyOf(hidden);
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw new IllegalArgumentException("Table '%s' names column '%s' twice".formatted(name, column.name()));
            }
        }
    }

    public static TableSchema of(String name, Column... columns) {
        return new TableSchema(name, List.of(columns), Set.of());
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }
}
