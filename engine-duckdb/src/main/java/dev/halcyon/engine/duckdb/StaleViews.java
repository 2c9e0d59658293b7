package dev.halcyon.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Repairs the views of {@code open} that a crash has left behind the extents they should show. */
final class StaleViews {

    private StaleViews() {}

    static void refresh(TableCatalog catalog, DuckDBConnection connection) throws SQLException {
        Map<String, String> definitions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT view_name, sql FROM duckdb_views()"
                        + " WHERE database_name = 'workspace' AND schema_name = 'open'")) {
            while (rows.next()) {
                definitions.put(rows.getString(1), rows.getString(2));
            }
        }
        for (StoredTable table : catalog.all()) {
            if (!shows(definitions.getOrDefault(table.physicalName(), ""), table)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(table.viewDefinition());
                }
            }
        }
    }

    private static boolean shows(String definition, StoredTable table) {
        int readTables = definition.split(" FROM ", -1).length - 1;
        // One FROM more than there are extents: the one around their union.
        return readTables == table.extents().size() + 1
                && table.extents().stream().allMatch(extent -> definition.contains(extent.physicalName()));
    }
}
