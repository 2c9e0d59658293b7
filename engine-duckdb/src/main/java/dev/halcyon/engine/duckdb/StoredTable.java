package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.lower.PhysicalTables.PhysicalTable;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table and the names it has in the database.
 *
 * @param schema its columns in KQL
 * @param physicalName its name in the database
 * @param physicalColumns the names of its columns in the database, in the schema's order
 */
record StoredTable(TableSchema schema, String physicalName, List<String> physicalColumns) {

    static final String CATALOG = "workspace";
    static final String SCHEMA = "main";
    static final String OPEN_SCHEMA = "open";

    StoredTable {
        physicalColumns = List.copyOf(physicalColumns);
    }

    /** Its quoted, qualified name. */
    String sqlName() {
        return CATALOG + "." + SCHEMA + "." + SqlWriter.quote(physicalName);
    }

    /** The quoted name of its view with standard types. */
    String viewName() {
        return CATALOG + "." + OPEN_SCHEMA + "." + SqlWriter.quote(physicalName);
    }

    PhysicalTable physical() {
        Map<String, String> names = new HashMap<>();
        for (int index = 0; index < physicalColumns.size(); index++) {
            names.put(schema.columns().get(index).name(), physicalColumns.get(index));
        }
        return new PhysicalTable(List.of(CATALOG, SCHEMA, physicalName), names);
    }

    /** The definition of a column for {@code CREATE TABLE} and {@code ADD COLUMN}. */
    static String definition(Column column, String physical) {
        String type = DuckDbDialect.INSTANCE.typeName(dev.halcyon.engine.sql.SqlType.of(column.type()));
        boolean string = column.type() == dev.halcyon.kql.type.ScalarType.STRING;
        return SqlWriter.quote(physical) + " " + type + (string ? " DEFAULT ''" : "");
    }

    /** The query behind {@link #viewName}: instants and spans in their standard types. */
    String viewQuery() {
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
        return "SELECT " + items + " FROM " + sqlName();
    }
}
