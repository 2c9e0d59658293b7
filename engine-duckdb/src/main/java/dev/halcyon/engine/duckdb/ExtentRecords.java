package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Extent.TickRange;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the database keeps about extents: a row for each, their token filters and the statistics of their columns. */
final class ExtentRecords {

    private ExtentRecords() {}

    /**
     * Makes the internal tables, and takes over what the first format of the folder had: one table for all rows, which
     * becomes the open extent.
     */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS workspace." + StoredExtent.SCHEMA);
            statement.execute("CREATE TABLE IF NOT EXISTS workspace.internal.extents(table_name VARCHAR, id BIGINT,"
                    + " schema_name VARCHAR, physical VARCHAR, state VARCHAR, column_count INTEGER, row_count BIGINT,"
                    + " byte_count BIGINT, order_column VARCHAR, group_rows INTEGER, group_first BIGINT[], group_last BIGINT[],"
                    + " first_arrival BIGINT, last_arrival BIGINT, archived BOOLEAN)");
            statement.execute("CREATE TABLE IF NOT EXISTS workspace.internal.token_filters(extent BIGINT,"
                    + " column_name VARCHAR, filter BLOB)");
            statement.execute("CREATE TABLE IF NOT EXISTS workspace.internal.column_statistics(extent BIGINT,"
                    + " column_name VARCHAR, distinct_estimate BIGINT)");
            statement.execute("INSERT INTO workspace.internal.extents"
                    + " SELECT table_name, coalesce((SELECT max(id) FROM workspace.internal.extents), 0)"
                    + " + row_number() OVER (ORDER BY table_name), 'main', any_value(table_physical), 'OPEN',"
                    + " count(*), 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, false FROM workspace.internal.columns"
                    + " WHERE table_name NOT IN (SELECT table_name FROM workspace.internal.extents)"
                    + " GROUP BY table_name");
        }
    }

    /** The extents of every table, oldest first. */
    static Map<String, List<StoredExtent>> read(Connection connection) throws SQLException {
        Map<String, List<StoredExtent>> extents = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, id, schema_name, physical, state,"
                                + " column_count, row_count, byte_count, order_column, group_rows, group_first, group_last,"
                                + " first_arrival, last_arrival, archived FROM workspace.internal.extents ORDER BY table_name, id")) {
            while (rows.next()) {
                extents.computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                        .add(extent(rows));
            }
        }
        return extents;
    }

    private static StoredExtent extent(ResultSet rows) throws SQLException {
        String order = rows.getString(9);
        Optional<RowGroups> groups = order == null
                ? Optional.empty()
                : Optional.of(
                        new RowGroups(order, rows.getInt(10), ticks(rows.getArray(11)), ticks(rows.getArray(12))));
        long firstArrival = rows.getLong(13);
        boolean arrived = !rows.wasNull();
        return new StoredExtent(
                rows.getLong(2),
                rows.getString(3),
                rows.getString(4),
                State.valueOf(rows.getString(5)),
                rows.getInt(6),
                rows.getLong(7),
                rows.getLong(8),
                groups,
                arrived ? Optional.of(new TickRange(firstArrival, rows.getLong(14))) : Optional.empty(),
                rows.getBoolean(15));
    }

    private static long[] ticks(Array array) throws SQLException {
        Object[] values = (Object[]) array.getArray();
        return Arrays.stream(values).mapToLong(value -> (Long) value).toArray();
    }

    static void insert(String table, StoredExtent extent, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO workspace.internal.extents"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::BIGINT[], ?::BIGINT[], ?, ?, ?)")) {
            insert.setString(1, table);
            insert.setLong(2, extent.id());
            insert.setString(3, extent.schema());
            insert.setString(4, extent.physicalName());
            insert.setString(5, extent.state().name());
            insert.setInt(6, extent.columnCount());
            insert.setLong(7, extent.rows());
            insert.setLong(8, extent.bytes());
            insert.setString(9, extent.groups().map(RowGroups::order).orElse(null));
            insert.setObject(10, extent.groups().map(RowGroups::groupRows).orElse(null));
            insert.setString(
                    11,
                    extent.groups()
                            .map(groups -> Arrays.toString(groups.first()))
                            .orElse(null));
            insert.setString(
                    12,
                    extent.groups()
                            .map(groups -> Arrays.toString(groups.last()))
                            .orElse(null));
            insert.setObject(13, extent.arrivals().map(TickRange::first).orElse(null));
            insert.setObject(14, extent.arrivals().map(TickRange::last).orElse(null));
            insert.setBoolean(15, extent.archived());
            insert.execute();
        }
    }

    static void replace(String table, StoredExtent extent, Connection connection) throws SQLException {
        delete("extents WHERE id = ?", extent.id(), connection);
        insert(table, extent, connection);
    }

    /** Removes an extent with its rows and everything that is known of it. */
    static void drop(StoredExtent extent, Connection connection) throws SQLException {
        delete("extents WHERE id = ?", extent.id(), connection);
        delete("token_filters WHERE extent = ?", extent.id(), connection);
        delete("column_statistics WHERE extent = ?", extent.id(), connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + extent.sqlName());
        }
    }

    private static void delete(String what, long id, Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM workspace.internal." + what)) {
            delete.setLong(1, id);
            delete.execute();
        }
    }

    static void insertFilter(long extent, String column, byte[] filter, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO workspace.internal.token_filters VALUES (?, ?, ?)")) {
            insert.setLong(1, extent);
            insert.setString(2, column);
            insert.setBytes(3, filter);
            insert.execute();
        }
    }

    static void insertDistinctEstimate(long extent, String column, long estimate, Connection connection)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO workspace.internal.column_statistics VALUES (?, ?, ?)")) {
            insert.setLong(1, extent);
            insert.setString(2, column);
            insert.setLong(3, estimate);
            insert.execute();
        }
    }

    /** The stored form of a column's token filter; empty when the column has none, or the extent is gone. */
    static Optional<byte[]> filter(long extent, String column, Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT filter FROM workspace.internal.token_filters WHERE extent = ? AND column_name = ?")) {
            select.setLong(1, extent);
            select.setString(2, column);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(rows.getBytes(1));
            }
        }
    }
}
