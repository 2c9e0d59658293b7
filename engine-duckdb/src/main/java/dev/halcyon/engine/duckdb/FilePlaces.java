package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.storage.ExtentPlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** Where the rows of extents lie in the database's file. */
final class FilePlaces {

    private FilePlaces() {}

    /** Empty when the extent is gone, or none of it is in the file yet. */
    static Optional<ExtentPlace> of(String table, StoredExtent extent, DuckDBConnection connection)
            throws SQLException {
        // The name is one of ours.
        String name = extent.sqlName().replace("'", "''");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(DISTINCT block_id) * any_value(size.block_size), (max(block_id) + 1) * any_value(size.block_size)"
                                + " FROM pragma_storage_info('" + name + "'),"
                                + " (SELECT block_size FROM pragma_database_size() WHERE database_name = 'workspace') AS size"
                                + " WHERE block_id >= 0")) {
            rows.next();
            long bytes = rows.getLong(1);
            return bytes == 0
                    ? Optional.empty()
                    : Optional.of(new ExtentPlace(table, extent.id(), bytes, rows.getLong(2)));
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).startsWith("Catalog Error")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
