package dev.halcyon.engine.duckdb;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stored tables, kept in the database itself. KQL names are case-sensitive and the database's are not, so each table
 * and column has a second, physical name; it is the same wherever that is unambiguous.
 *
 * <p>Immutable: a change gives a new catalogue.
 */
final class TableCatalog {

    private static final String ROW_NUMBER = "rowid";

    private final Map<String, StoredTable> tables;

    private TableCatalog(Map<String, StoredTable> tables) {
        this.tables = Map.copyOf(tables);
    }

    Optional<StoredTable> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The greatest id of an extent. */
    long lastExtent() {
        return tables.values().stream()
                .flatMap(table -> table.extents().stream())
                .mapToLong(StoredExtent::id)
                .max()
                .orElse(0);
    }

    /** Every table, by name. */
    Collection<StoredTable> all() {
        return new TreeMap<>(tables).values();
    }

    TableCatalog with(StoredTable table) {
        Map<String, StoredTable> changed = new LinkedHashMap<>(tables);
        changed.put(table.schema().name(), table);
        return new TableCatalog(changed);
    }

    TableCatalog without(String name) {
        Map<String, StoredTable> changed = new LinkedHashMap<>(tables);
        changed.remove(name);
        return new TableCatalog(changed);
    }

    /** The stored form of a new table whose open extent has the given id. */
    StoredTable place(TableSchema schema, long extent) {
        Set<String> taken = new HashSet<>();
        tables.values().forEach(table -> taken.add(folded(table.physicalName())));
        String physicalName = distinct(schema.name(), taken);
        List<StoredExtent> extents =
                List.of(StoredExtent.open(extent, schema.columns().size()));
        return new StoredTable(schema, physicalName, names(schema.columns(), new HashSet<>()), extents);
    }

    /** Physical names for columns that are added to a table. */
    static List<String> names(List<Column> columns, Set<String> takenFolded) {
        // The database numbers the rows of a table under this name, and a column of that name would hide the numbers.
        takenFolded.add(ROW_NUMBER);
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            names.add(distinct(column.name(), takenFolded));
        }
        return names;
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String distinct(String name, Set<String> takenFolded) {
        String candidate = name;
        for (int suffix = 2; !takenFolded.add(folded(candidate)); suffix++) {
            candidate = name + "_" + suffix;
        }
        return candidate;
    }

    /** Makes the internal tables when the database is new. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS workspace.internal");
            statement.execute("CREATE SCHEMA IF NOT EXISTS workspace.open");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS workspace.internal.columns(table_name VARCHAR, table_physical VARCHAR,"
                            + " position INTEGER, name VARCHAR, physical VARCHAR, type VARCHAR, hidden BOOLEAN)");
            statement.execute("CREATE TABLE IF NOT EXISTS workspace.internal.documents(collection VARCHAR, key VARCHAR,"
                    + " json VARCHAR)");
        }
        ExtentRecords.prepare(connection);
    }

    static TableCatalog read(Connection connection) throws SQLException {
        Map<String, List<Object[]>> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT table_name, table_physical, name, physical, type,"
                        + " hidden FROM workspace.internal.columns ORDER BY table_name, position")) {
            while (result.next()) {
                rows.computeIfAbsent(result.getString(1), name -> new ArrayList<>())
                        .add(new Object[] {
                            result.getString(2),
                            result.getString(3),
                            result.getString(4),
                            result.getString(5),
                            result.getBoolean(6)
                        });
            }
        }
        Map<String, StoredTable> tables = new LinkedHashMap<>();
        Map<String, List<StoredExtent>> extents = ExtentRecords.read(connection);
        rows.forEach((name, columns) -> tables.put(name, table(name, columns, extents.getOrDefault(name, List.of()))));
        return new TableCatalog(tables);
    }

    private static StoredTable table(String name, List<Object[]> rows, List<StoredExtent> extents) {
        List<Column> columns = new ArrayList<>();
        List<String> physical = new ArrayList<>();
        Set<String> hidden = new HashSet<>();
        for (Object[] row : rows) {
            String column = (String) row[1];
            columns.add(new Column(column, ScalarType.byName((String) row[3]).orElseThrow()));
            physical.add((String) row[2]);
            if ((Boolean) row[4]) {
                hidden.add(column);
            }
        }
        String tablePhysical = (String) rows.getFirst()[0];
        return new StoredTable(new TableSchema(name, columns, hidden), tablePhysical, physical, extents);
    }

    /** Replaces what the database says of a table. */
    static void write(StoredTable table, Connection connection) throws SQLException {
        delete(table.schema().name(), connection);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO workspace.internal.columns VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int index = 0; index < table.physicalColumns().size(); index++) {
                Column column = table.schema().columns().get(index);
                insert.setString(1, table.schema().name());
                insert.setString(2, table.physicalName());
                insert.setInt(3, index);
                insert.setString(4, column.name());
                insert.setString(5, table.physicalColumns().get(index));
                insert.setString(6, column.type().kqlName());
                insert.setBoolean(7, table.schema().hidden().contains(column.name()));
                insert.execute();
            }
        }
    }

    static void delete(String name, Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM workspace.internal.columns WHERE table_name = ?")) {
            delete.setString(1, name);
            delete.execute();
        }
    }
}
