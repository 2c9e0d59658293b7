package dev.halcyon.workspace;

import dev.halcyon.kql.bind.Dialect;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.deletion.DeletionLimits;
import dev.halcyon.workspace.ingest.IngestionLimits;
import dev.halcyon.workspace.query.QueryLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a workspace is opened.
 *
 * @param dataFolder where its key file lies
 * @param demo true adds the workspace name {@code DEMO_WORKSPACE} and the read-only key {@code DEMO_KEY}
 * @param externalData folders whose files the source of that name may read
 * @param files real paths of files by the name of the table they are; when there are any, queries see them alone
 * @param store how rows are taken and kept
 * @param ingestion how much may come in within a minute
 * @param dialect what of the language queries may use
 * @param deletions how much may be deleted on request within an hour
 */
public record WorkspaceOptions(
        Path dataFolder,
        boolean demo,
        WorkspaceClock clock,
        QueryLimits limits,
        List<Path> externalData,
        Map<String, List<Path>> files,
        StoreOptions store,
        IngestionLimits ingestion,
        Dialect dialect,
        DeletionLimits deletions) {
    public WorkspaceOptions {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(limits, "limits");
        externalData = List.copyOf(externalData);
        files = Map.copyOf(files);
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(ingestion, "ingestion");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(deletions, "deletions");
    }

    /** Options of a workspace with tables of its own. */
    public WorkspaceOptions(
            Path dataFolder, boolean demo, WorkspaceClock clock, QueryLimits limits, List<Path> externalData) {
        this(dataFolder, demo, clock, limits, externalData, Map.of());
    }

    /** With the standard options of the store. */
    public WorkspaceOptions(
            Path dataFolder,
            boolean demo,
            WorkspaceClock clock,
            QueryLimits limits,
            List<Path> externalData,
            Map<String, List<Path>> files) {
        this(
                dataFolder,
                demo,
                clock,
                limits,
                externalData,
                files,
                StoreOptions.STANDARD,
                IngestionLimits.NONE,
                Dialect.KUSTO,
                DeletionLimits.DOCUMENTED);
    }

    /** The same with another store. */
    public WorkspaceOptions withStore(StoreOptions newStore) {
        return new WorkspaceOptions(
                dataFolder, demo, clock, limits, externalData, files, newStore, ingestion, dialect, deletions);
    }

    /** The same with other limits of what comes in. */
    public WorkspaceOptions withIngestion(IngestionLimits newIngestion) {
        return new WorkspaceOptions(
                dataFolder, demo, clock, limits, externalData, files, store, newIngestion, dialect, deletions);
    }

    /** The same with another dialect. */
    public WorkspaceOptions withDialect(Dialect other) {
        return new WorkspaceOptions(
                dataFolder, demo, clock, limits, externalData, files, store, ingestion, other, deletions);
    }

    /** The same with other limits of deletions. */
    public WorkspaceOptions withDeletions(DeletionLimits newDeletions) {
        return new WorkspaceOptions(
                dataFolder, demo, clock, limits, externalData, files, store, ingestion, dialect, newDeletions);
    }
}
