package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.lower.LoweredQuery;
import dev.halcyon.engine.lower.LoweredQuery.Stage;
import dev.halcyon.engine.lower.PhysicalTables.Skipped;
import dev.halcyon.engine.lower.PlanLowering;
import dev.halcyon.engine.runtime.AddressLocations;
import dev.halcyon.engine.runtime.table.MemoryPool;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    private static final String OF_LOCATIONS = "geo_info_from_ip_address";
    private static final Duration INSPECTION_TIME = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbEngine.class);

    private final Optional<DataFolder> folder;
    private final DuckDBConnection root;
    private final ConnectionPool connections;
    private final DuckDbStorage storage;
    private final ScheduledExecutorService timer;
    private final Set<RunningQuery> running;
    private final Optional<AddressLocations> locations;
    private final MemoryPool memory = MemoryPool.ofHeap();
    private volatile boolean closed;

    private DuckDbEngine(
            Optional<DataFolder> folder,
            DuckDBConnection root,
            DuckDbStorage storage,
            Set<RunningQuery> running,
            Optional<AddressLocations> locations) {
        this.running = running;
        this.locations = locations;
        this.folder = folder;
        this.root = root;
        this.connections = new ConnectionPool(root);
        this.storage = storage;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("query-deadlines").factory());
    }

    /** Loads the database's library into the process; the first that opens an engine does it otherwise. */
    public static void load() {
        DuckDbInstance.load();
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
        Optional<AddressLocations> locations = options.locations().map(DuckDbEngine::locations);
        boolean opened = false;
        try {
            DuckDBConnection root = DuckDbInstance.open(folder, options);
            try {
                if (locations.isPresent()) {
                    FunctionRegistration.register(locations.get().function(), root);
                }
                Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
                Optional<Reopening> reopening =
                        folder.map(held -> new Reopening(held, () -> running.forEach(RunningQuery::cancel)));
                DuckDbEngine engine = new DuckDbEngine(
                        folder,
                        root,
                        new DuckDbStorage(root, new Checkpoints(folder, options.checkpointBytes()), reopening),
                        running,
                        locations);
                folder.ifPresent(DataFolder::upgraded);
                opened = true;
                return engine;
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
        } finally {
            if (!opened) {
                locations.ifPresent(DuckDbEngine::close);
            }
        }
    }

    private static AddressLocations locations(Path file) {
        try {
            return AddressLocations.open(file);
        } catch (IOException | RuntimeException e) {
            throw new EngineException(
                    Kind.STORAGE_UNAVAILABLE,
                    "'%s' is no file in the MaxMind DB format, or cannot be read".formatted(file),
                    e);
        }
    }

    private static void close(AddressLocations locations) {
        try {
            locations.close();
        } catch (IOException e) {
            LOG.debug("A file of locations did not close cleanly", e);
        }
    }

    @Override
    public FunctionSupport functions() {
        return locations.isPresent() ? supportedFunctions() : new SupportedFunctions(Set.of(OF_LOCATIONS));
    }

    /** What an engine of this kind can run when it is given every file it needs; known without opening one. */
    public static FunctionSupport supportedFunctions() {
        return new SupportedFunctions(Set.of());
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public String explain(Relation relation, ExecutionContext context) {
        LoweredQuery lowered = lower(relation, context);
        StringBuilder text = new StringBuilder();
        for (LoweredQuery.Scan scan : lowered.scans()) {
            text.append(skipped(scan));
        }
        for (Stage stage : lowered.stages()) {
            for (SqlRelation input : stage.inputs()) {
                text.append("-- stage %d: %s reads%n"
                        .formatted(
                                stage.number(), stage.function().computation().name()));
                text.append(write(input).text()).append(";\n");
            }
        }
        return text.append(write(lowered.result()).text()).toString();
    }

    private static String skipped(LoweredQuery.Scan scan) {
        Skipped skipped = scan.skipped();
        return "-- %s: reads %d of %d extents, %d of %d row groups of the sealed ones%n"
                .formatted(
                        scan.table().replace('\n', ' '),
                        skipped.partsRead(),
                        skipped.parts(),
                        skipped.groupsRead(),
                        skipped.groups());
    }

    @Override
    public String enginePlan(Relation relation, ExecutionContext context) {
        LoweredQuery lowered = lower(relation, context);
        if (!lowered.stages().isEmpty()) {
            return "";
        }
        SqlStatement sql = write(lowered.result());
        RunningQuery query = new RunningQuery(context.budget().timeLimit(), timer);
        running.add(query);
        context.cancellation().onCancel(query::cancel);
        try (DuckDBConnection connection = root.duplicate();
                SqlCall call = SqlCall.open(new SqlStatement("EXPLAIN " + sql.text(), sql.parameters()), connection)) {
            query.use(call);
            StringBuilder text = new StringBuilder();
            try (ResultSet rows = call.execute()) {
                while (rows.next()) {
                    text.append(rows.getString(2));
                }
            }
            return text.toString();
        } catch (SQLException e) {
            throw query.failure(e);
        } finally {
            query.finished();
            running.remove(query);
        }
    }

    @Override
    public FileSource inspect(List<String> paths, FileFormat format) {
        RunningQuery query = new RunningQuery(INSPECTION_TIME, timer);
        running.add(query);
        try (DuckDBConnection connection = root.duplicate()) {
            return new FileInspection(connection, query).inspect(paths, format);
        } catch (SQLException e) {
            query.check();
            if (ErrorTranslation.isUnexplained(e)) {
                // The statements are ours: only the files can have made them fail.
                throw ErrorTranslation.unreadableFile(e);
            }
            throw query.failure(e);
        } finally {
            query.finished();
            running.remove(query);
        }
    }

    @Override
    public long export(Relation relation, ExecutionContext context, Path file) {
        while (true) {
            TableCatalog catalog = storage.catalog();
            try {
                return export(lower(relation, context, catalog), relation, context, file);
            } catch (EngineException e) {
                // As for a query: an extent was merged with others between the lowering and the run.
                if (storage.catalogAfter(e) == catalog) {
                    throw e;
                }
            }
        }
    }

    private long export(LoweredQuery lowered, Relation relation, ExecutionContext context, Path file) {
        RunningQuery query = new RunningQuery(context.budget().timeLimit(), timer);
        running.add(query);
        context.cancellation().onCancel(query::cancel);
        try (DuckDBConnection connection = root.duplicate()) {
            if (!lowered.stages().isEmpty()) {
                connection.setAutoCommit(false);
                new StageRunner(connection, query, memory, folder.map(DataFolder::spill), false).run(lowered.stages());
            }
            try (SqlCall call = SqlCall.open(
                    ParquetExport.statement(relation.columns(), write(lowered.result()), file), connection)) {
                query.use(call);
                return call.update();
            }
        } catch (SQLException e) {
            throw query.failure(e);
        } finally {
            query.finished();
            running.remove(query);
        }
    }

    @Override
    public void backup(Path target) throws IOException {
        DataFolder held = folder.orElseThrow(
                () -> new EngineException(Kind.STORAGE_UNAVAILABLE, "This engine keeps everything in memory"));
        storage.backup(held, target);
    }

    private LoweredQuery lower(Relation relation, ExecutionContext context) {
        return lower(relation, context, storage.catalog());
    }

    private LoweredQuery lower(Relation relation, ExecutionContext context, TableCatalog catalog) {
        return PlanLowering.lower(relation, storage.tables(catalog), context.nowTicks());
    }

    private static SqlStatement write(SqlRelation relation) {
        return SqlWriter.write(relation, DuckDbDialect.INSTANCE);
    }

    @Override
    public RowCursor execute(Relation relation, ExecutionContext context) {
        if (closed) {
            throw new EngineException(Kind.CANCELLED, "The engine is closed");
        }
        while (true) {
            TableCatalog catalog = storage.catalog();
            try {
                return execute(relation, context, catalog);
            } catch (EngineException e) {
                // An extent that was merged with others between the lowering and the run: its rows are elsewhere now.
                if (storage.catalogAfter(e) == catalog) {
                    throw e;
                }
            }
        }
    }

    private RowCursor execute(Relation relation, ExecutionContext context, TableCatalog catalog) {
        LoweredQuery lowered = lower(relation, context, catalog);
        SqlStatement sql = write(lowered.result());
        DuckDBConnection connection = null;
        RunningQuery query = new RunningQuery(context.budget().timeLimit(), timer);
        boolean handedOver = false;
        try {
            connection = connections.take();
            running.add(query);
            context.cancellation().onCancel(query::cancel);
            if (context.inputRows().isPresent()) {
                BlockAppender.load(context.inputRows().get(), connection);
            }
            if (!lowered.stages().isEmpty()) {
                // One snapshot for all statements of the request.
                connection.setAutoCommit(false);
                new StageRunner(connection, query, memory, folder.map(DataFolder::spill), false).run(lowered.stages());
            }
            ResultRows rows = ResultRows.run(
                    SqlCall.open(sql, connection),
                    relation.columns().stream().map(PlanColumn::column).toList(),
                    query);
            DuckDBConnection used = connection;
            boolean leavesNothing =
                    context.inputRows().isEmpty() && lowered.stages().isEmpty();
            DuckDbCursor cursor = new DuckDbCursor(
                    context.budget(),
                    ranToItsEnd -> end(used, ranToItsEnd && leavesNothing),
                    rows,
                    query,
                    () -> running.remove(query));
            handedOver = true;
            return cursor;
        } catch (SQLException e) {
            LOG.debug("Failed statement:\n{}", sql.text());
            throw query.failure(connection == null ? e : reason(e, lowered, connection, query));
        } finally {
            if (!handedOver) {
                release(connection, query);
            }
        }
    }

    /**
     * Why a statement failed. When the first chunk of a streaming result fails the driver says only that the result is
     * invalid; everything is then run once more under EXPLAIN ANALYZE, which reports the failure itself.
     */
    private SQLException reason(
            SQLException failure, LoweredQuery lowered, DuckDBConnection connection, RunningQuery query) {
        if (!ErrorTranslation.isUnexplained(failure) || query.isStopped()) {
            return failure;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            new StageRunner(connection, query, memory, folder.map(DataFolder::spill), true).run(lowered.stages());
            analyze(write(lowered.result()), connection, query);
            return failure;
        } catch (SQLException reason) {
            return reason;
        }
    }

    /** Runs a statement without its result. */
    static void analyze(SqlStatement sql, DuckDBConnection connection, RunningQuery query) throws SQLException {
        SqlStatement analyzed = new SqlStatement("EXPLAIN ANALYZE " + sql.text(), sql.parameters());
        try (SqlCall call = SqlCall.open(analyzed, connection)) {
            query.use(call);
            try (ResultSet analysis = call.execute()) {
                LOG.trace("Analyzed {}", analysis);
            }
        }
    }

    private void end(DuckDBConnection connection, boolean reusable) throws SQLException {
        if (reusable) {
            connections.giveBack(connection);
        } else {
            connection.close();
        }
    }

    private void release(@Nullable DuckDBConnection connection, RunningQuery query) {
        query.finished();
        running.remove(query);
        try {
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
            connections.close();
            root.close();
        } catch (SQLException e) {
            LOG.warn("The database did not close cleanly; its log is replayed at the next start", e);
        }
        locations.ifPresent(DuckDbEngine::close);
        folder.ifPresent(DataFolder::close);
    }
}
