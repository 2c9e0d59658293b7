package dev.halcyon.conformance.store;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.backup.Backups;
import dev.halcyon.workspace.deletion.DataDeletions;
import dev.halcyon.workspace.deletion.Deletion.Status;
import dev.halcyon.workspace.deletion.DeletionFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends numbered requests, deletes every fourth of them again, and makes backups, until it is killed. Says what is
 * durable: {@code stored N}, {@code asked N} for a deletion, {@code copied NAME N} for a backup with the last request
 * that it has to hold.
 */
public final class DeletingWriter {

    static final String TABLE = "Numbered_CL";

    /** Rows of one request. */
    static final int ROWS = 5;

    /** One of so many requests is deleted. */
    static final int DELETED = 4;

    private static final List<Column> COLUMNS = List.of(new Column("Number", ScalarType.LONG));
    private static final long BACKUP_PAUSE_NANOS = 50_000_000;
    private static final long GLANCE_NANOS = 1_000_000;

    private DeletingWriter() {}

    /** Arguments: the data folder, a folder for backups, the number of the first request. */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
        WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreWriter.OPTIONS, WorkspaceClock.real());
        store.define(TableDefinition.custom(
                TABLE,
                "",
                List.of(
                        new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""),
                        new DeclaredColumn("Number", ScalarType.LONG, ""))));
        store.startKeeping(Duration.ofMillis(5));
        DataDeletions deletions = DataDeletions.open(store);
        long first = Long.parseLong(arguments[2]);
        AtomicLong stored = new AtomicLong(first - 1);
        Thread.ofPlatform().daemon().start(() -> copy(engine, data, Path.of(arguments[1]), stored));
        for (long number = first; number < Long.MAX_VALUE; number++) {
            store.append(TABLE, rows(number), Reception.at(WorkspaceClock.real().nowTicks()));
            stored.set(number);
            say("stored " + number);
            if (number % DELETED == DELETED - 1) {
                long gone = number - 1;
                String id = deletions
                        .start(TABLE, List.of(new DeletionFilter("Number", "==", List.of(Long.toString(gone)))), "test")
                        .id();
                say("asked " + gone);
                while (deletions.find(id).orElseThrow().status() == Status.IN_PROGRESS) {
                    LockSupport.parkNanos(GLANCE_NANOS);
                }
            }
        }
    }

    private static void copy(DuckDbEngine engine, Path data, Path backups, AtomicLong stored) {
        while (true) {
            LockSupport.parkNanos(BACKUP_PAUSE_NANOS);
            long least = stored.get();
            String name = "after-" + least;
            try {
                Backups.backup(engine, data, backups.resolve(name));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            say("copied %s %d".formatted(name, least));
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static RowBlock rows(long number) {
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < ROWS; row++) {
            rows.add(number);
        }
        return rows.build();
    }
}
