package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.lower.AggregateLowerings;
import dev.halcyon.engine.lower.PlanLowering;
import dev.halcyon.engine.lower.ScalarLowerings;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded engine: one DuckDB instance over one data folder. */
public final class DuckDbEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbEngine.class);

    private final Optional<DataFolder> folder;
    private final DuckDBConnection root;
    private final DuckDbStorage storage;
    private final ScheduledExecutorService timer;
    private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private DuckDbEngine(Optional<DataFolder> folder, DuckDBConnection root, DuckDbStorage storage) {
        this.folder = folder;
        this.root = root;
        this.storage = storage;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("query-deadlines").factory());
    }

    /**
     * Opens the engine over a data folder, which is made when it does not exist.
     *
     * @throws EngineException of kind STORAGE_UNAVAILABLE when the folder cannot be used
     */
    public static DuckDbEngine open(Path dataFolder, DuckDbOptions options) {
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            return open(Optional.of(folder), options);
        } catch (EngineException e) {
            folder.close();
            throw e;
        }
    }

    /** Opens an engine that keeps everything in memory and nothing afterwards. */
    public static DuckDbEngine inMemory(DuckDbOptions options) {
        return open(Optional.empty(), options);
    }

    private static DuckDbEngine open(Optional<DataFolder> folder, DuckDbOptions options) {
        try {
            DuckDBConnection root = DuckDbInstance.open(folder, options);
            try {
                return new DuckDbEngine(folder, root, new DuckDbStorage(root.duplicate()));
            } catch (SQLException e) {
                root.close();
                throw e;
            }
        } catch (SQLException e) {
            throw folder.map(held -> new EngineException(
                            Kind.STORAGE_UNAVAILABLE,
                            "The database in '%s' cannot be opened; the log has the details".formatted(held.root()),
                            e))
                    .orElseGet(() -> ErrorTranslation.translate(e));
        }
    }

    @Override
    public FunctionSupport functions() {
        return supportedFunctions();
    }

    /** What every engine of this kind can run; known without opening one. */
    public static FunctionSupport supportedFunctions() {
        return function -> function.kind() == FunctionKind.AGGREGATE
                ? AggregateLowerings.supports(function)
                : ScalarLowerings.supports(function);
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public String explain(Relation relation, ExecutionContext context) {
        return lower(relation, context).text();
    }

    private SqlStatement lower(Relation relation, ExecutionContext context) {
        DuckDbTables tables = new DuckDbTables(storage.catalog());
        return SqlWriter.write(PlanLowering.lower(relation, tables, context.nowTicks()), DuckDbDialect.INSTANCE);
    }

    @Override
    public RowCursor execute(Relation relation, ExecutionContext context) {
        if (closed) {
            throw new EngineException(Kind.CANCELLED, "The engine is closed");
        }
        SqlStatement sql = lower(relation, context);
        DuckDBConnection connection = null;
        PreparedStatement statement = null;
        RunningQuery query = null;
        boolean handedOver = false;
        try {
            connection = root.duplicate();
            if (context.inputRows().isPresent()) {
                BlockAppender.load(context.inputRows().get(), connection);
            }
            statement = prepare(connection, sql.text(), sql.parameters());
            RunningQuery started = new RunningQuery(statement, context.budget().timeLimit(), timer);
            query = started;
            running.add(started);
            context.cancellation().onCancel(started::cancel);
            ResultSet rows = start(statement, sql, connection);
            DuckDbCursor cursor = new DuckDbCursor(
                    relation.columns().stream().map(PlanColumn::column).toList(),
                    context.budget(),
                    connection,
                    statement,
                    rows,
                    started,
                    () -> running.remove(started));
            handedOver = true;
            return cursor;
        } catch (SQLException e) {
            LOG.debug("Failed statement:\n{}", sql.text());
            throw query == null ? ErrorTranslation.translate(e) : query.failure(e);
        } finally {
            if (!handedOver) {
                release(connection, statement, query);
            }
        }
    }

    private static PreparedStatement prepare(DuckDBConnection connection, String sql, List<String> parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.size(); index++) {
            statement.setString(index + 1, parameters.get(index));
        }
        return statement;
    }

    /**
     * Starts a streaming result. When the first chunk fails the driver says only that the result is invalid; the
     * statement is then run once more under EXPLAIN ANALYZE, which reports the failure itself.
     */
    private static ResultSet start(PreparedStatement statement, SqlStatement sql, DuckDBConnection connection)
            throws SQLException {
        try {
            return statement.executeQuery();
        } catch (SQLException e) {
            if (e.getMessage() == null || !e.getMessage().contains("Invalid result set")) {
                throw e;
            }
            try (PreparedStatement again = prepare(connection, "EXPLAIN ANALYZE " + sql.text(), sql.parameters())) {
                again.execute();
            } catch (SQLException reason) {
                throw reason;
            }
            throw e;
        }
    }

    private void release(
            @Nullable DuckDBConnection connection,
            @Nullable PreparedStatement statement,
            @Nullable RunningQuery query) {
        if (query != null) {
            query.finished();
            running.remove(query);
        }
        try {
            if (statement != null) {
                statement.close();
            }
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A failed query did not close cleanly", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        running.forEach(RunningQuery::cancel);
        timer.shutdownNow();
        try {
            storage.close();
            root.close();
        } catch (SQLException e) {
            LOG.warn("The database did not close cleanly; its log is replayed at the next start", e);
        }
        folder.ifPresent(DataFolder::close);
    }
}
