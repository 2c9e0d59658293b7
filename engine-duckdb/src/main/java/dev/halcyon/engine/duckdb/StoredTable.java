package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table and the names it has in the database.
 *
 * @param schema its columns in KQL
 * @param physicalName the name of its view in the database
 * @param physicalColumns the names of its columns in the database, in the schema's order
 * @param extents where its rows are, oldest first; one is open
 */
record StoredTable(TableSchema schema, String physicalName, List<String> physicalColumns, List<StoredExtent> extents) {

    static final String CATALOG = "workspace";
    static final String OPEN_SCHEMA = "open";

    StoredTable {
        physicalColumns = List.copyOf(physicalColumns);
        extents = List.copyOf(extents);
    }

    StoredTable withExtents(List<StoredExtent> replacement) {
        return new StoredTable(schema, physicalName, physicalColumns, replacement);
    }

    /** The extent that takes new rows. */
    StoredExtent open() {
        return extents.stream()
                .filter(extent -> extent.state() == State.OPEN)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Table '%s' has no open extent".formatted(schema.name())));
    }

    /** The names in the database of the columns that an extent does not have: they came later. */
    Set<String> lacking(StoredExtent extent) {
        return Set.copyOf(physicalColumns.subList(extent.columnCount(), physicalColumns.size()));
    }

    /** The definitions of its first columns. */
    String definitions(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> definition(schema.columns().get(index), physicalColumns.get(index)))
                .collect(Collectors.joining(", "));
    }

    /** The quoted name of its view with standard types. */
    String viewName() {
        return CATALOG + "." + OPEN_SCHEMA + "." + SqlWriter.quote(physicalName);
    }

    /** From the names of its columns in KQL to their names in the database. */
    Map<String, String> columnNames() {
        Map<String, String> names = new HashMap<>();
        for (int index = 0; index < physicalColumns.size(); index++) {
            names.put(schema.columns().get(index).name(), physicalColumns.get(index));
        }
        return names;
    }

    /** The definition of a column for {@code CREATE TABLE} and {@code ADD COLUMN}. */
    static String definition(Column column, String physical) {
        String type = DuckDbDialect.INSTANCE.typeName(dev.halcyon.engine.sql.SqlType.of(column.type()));
        boolean string = column.type() == dev.halcyon.kql.type.ScalarType.STRING;
        return SqlWriter.quote(physical) + " " + type + (string ? " DEFAULT ''" : "");
    }

    /** The statement that makes or replaces its view with standard types. */
    String viewDefinition() {
        return "CREATE OR REPLACE VIEW " + viewName() + " AS " + viewQuery();
    }

    /** Instants and spans in their standard types. */
    private String viewQuery() {
        StringBuilder items = new StringBuilder();
        for (int index = 0; index < physicalColumns.size(); index++) {
            String name = SqlWriter.quote(physicalColumns.get(index));
            items.append(index > 0 ? ", " : "");
            items.append(
                    switch (schema.columns().get(index).type()) {
                        case DATETIME -> "make_timestamp(%s // 10 - 62135596800000000) AS %s".formatted(name, name);
                        case TIMESPAN -> "to_microseconds(%s // 10) AS %s".formatted(name, name);
                        case BOOL, INT, LONG, REAL, DECIMAL, GUID, STRING, DYNAMIC -> name;
                    });
        }
        String rows = extents.stream()
                .map(extent -> "SELECT * FROM " + extent.sqlName())
                .collect(Collectors.joining(" UNION ALL BY NAME "));
        return "SELECT " + items + " FROM (" + rows + ")";
    }
}
