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
                statement.execute("SET temp_directory = " + text(held.spill()));
                allow(
                        statement,
                        List.of(
                                held.spill(),
                                held.root().resolve("imports"),
                                held.root().resolve("exports")),
                        // For the time when it has to be opened again.
                        List.of(held.database(), held.log()),
                        options);
                attach(held, statement);
            } else {
                allow(statement, List.of(), List.of(), options);
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

    /** Opens the database of a folder, after what an interrupted checkpoint has left behind is mended. */
    static void attach(DataFolder held, Statement statement) throws SQLException {
        held.recover();
        statement.execute("ATTACH " + text(held.database()) + " AS workspace");
    }

    private static void allow(Statement statement, List<Path> folders, List<Path> files, DuckDbOptions options)
            throws SQLException {
        statement.execute("SET allowed_directories = "
                + list(Stream.concat(folders.stream(), options.readableFolders().stream())));
        statement.execute(
                "SET allowed_paths = " + list(Stream.concat(files.stream(), options.readableFiles().stream())));
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
