package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.duckdb.vector.VectorFunctions;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** Sets up a database instance and closes it to the outside: files, extensions, settings. */
final class DuckDbInstance {

    private DuckDbInstance() {}

    /** Initialises the classes of the driver, one of which loads the library. */
    static void load() {
        try {
            for (String driver : List.of("org.duckdb.DuckDBNative", "org.duckdb.DuckDBDriver")) {
                Class.forName(driver, true, DuckDbInstance.class.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The database's driver is of another version than this was made for", e);
        }
        VectorFunctions.load();
    }

    static DuckDBConnection open(Optional<DataFolder> folder, DuckDbOptions options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
        try (Statement statement = connection.createStatement()) {
            if (options.threads() > 0) {
                statement.execute("SET threads = " + options.threads());
            }
            if (options.memoryLimit().isPresent()) {
                statement.execute(
                        "SET memory_limit = " + text(options.memoryLimit().get()));
            }
            // Checkpoints come from Checkpoints alone.
            statement.execute("SET checkpoint_threshold = '1000TB'");
            statement.execute("PRAGMA disable_checkpoint_on_shutdown");
            statement.execute("SET preserve_insertion_order = true");
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            statement.execute("SET GLOBAL error_on_division_by_zero = false");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            if (folder.isPresent()) {
                DataFolder held = folder.get();
                held.recover();
                statement.execute("SET temp_directory = " + text(held.spill()));
                allow(
                        statement,
                        List.of(
                                held.spill(),
                                held.root().resolve("imports"),
                                held.root().resolve("exports")),
                        options);
                statement.execute("ATTACH " + text(held.database()) + " AS workspace");
            } else {
                allow(statement, List.of(), options);
                statement.execute("ATTACH ':memory:' AS workspace");
            }
            FunctionRegistration.registerAll(connection);
            VectorFunctions.registerAll(connection);
            DuckDbMacros.createAll(connection);
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void allow(Statement statement, List<Path> own, DuckDbOptions options) throws SQLException {
        statement.execute(
                "SET allowed_directories = " + list(Stream.concat(own.stream(), options.readableFolders().stream())));
        if (!options.readableFiles().isEmpty()) {
            statement.execute("SET allowed_paths = " + list(options.readableFiles().stream()));
        }
    }

    private static String list(Stream<Path> paths) {
        return paths.map(DuckDbInstance::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(Path path) {
        return text(path.toString());
    }

    /** Paths and sizes of the configuration; no text of a user gets here. */
    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
