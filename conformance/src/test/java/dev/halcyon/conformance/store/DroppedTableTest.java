package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that come and go while rows are sent to them. */
class DroppedTableTest {

    private static final String TABLE = "Fleeting_CL";
    private static final Column NUMBER = new Column("Number", ScalarType.LONG);
    private static final Column TEXT = new Column("Number", ScalarType.STRING);
    private static final int ROUNDS = 60;
    private static final int SENDERS = 3;

    @TempDir
    Path folder;

    private static void define(WorkspaceStore store, Column column) {
        store.define(TableDefinition.custom(
                TABLE,
                "",
                List.of(
                        new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""),
                        new DeclaredColumn(column.name(), column.type(), ""))));
    }

    /** Sends one row after the other; a table that is not there, or was made anew meanwhile, refuses them by name. */
    private static long send(WorkspaceStore store, AtomicBoolean ended) {
        long refused = 0;
        while (!ended.get()) {
            try {
                assertThat(store.append(
                                TABLE,
                                RowBlock.builder(List.of(NUMBER)).add(1L).build(),
                                Reception.at(639_300_000_000_000_000L)))
                        .isEqualTo(1);
            } catch (TableException e) {
                assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
                refused++;
            }
        }
        return refused;
    }

    @Test
    void noRowGetsIntoATableThatNobodySees() throws InterruptedException, ExecutionException {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage());
                ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            AtomicBoolean ended = new AtomicBoolean();
            List<Callable<Long>> work = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                work.add(() -> send(store, ended));
            }
            List<Future<Long>> senders = work.stream().map(threads::submit).toList();
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    define(store, NUMBER);
                    Thread.sleep(1);
                    assertThat(store.delete(TABLE)).isTrue();
                }
            } finally {
                ended.set(true);
            }
            long refused = 0;
            for (Future<Long> sender : senders) {
                refused += sender.get();
            }
            assertThat(refused).isPositive();
            assertThat(engine.storage().extents(TABLE)).isEmpty();
        }
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store, NUMBER);
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                    .isZero();
        }
    }

    @Test
    void whatAnEarlierReleaseLeftUnderANameIsNoHindrance() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store, TEXT);
            engine.storage().transact(transaction -> {
                transaction.deleteDocument("tables", TABLE);
                return TABLE;
            });
        }
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store, NUMBER);
            store.append(TABLE, RowBlock.builder(List.of(NUMBER)).add(7L).build(), Reception.at(1));
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | summarize sum(Number)"))
                    .isEqualTo(7);
        }
    }

    @Test
    void rowsKnowWhenAndOfWhatTheyArrived() {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store, NUMBER);
            RowBlock row = RowBlock.builder(List.of(NUMBER)).add(7L).build();
            store.append(TABLE, row, new Reception(639_300_000_000_000_000L, "/subscriptions/AB-1/resourceGroups/g"));
            store.append(TABLE, row, Reception.at(639_300_000_000_000_010L));
            for (int pass = 0; pass < 2; pass++) {
                assertThat(arrived(engine, store, "ab-1")).isEqualTo(639_300_000_000_000_000L);
                assertThat(arrived(engine, store, "")).isEqualTo(639_300_000_000_000_010L);
                store.extents().closeExtent(TABLE);
                store.keep();
            }
        }
    }

    private static long arrived(DuckDbEngine engine, WorkspaceStore store, String subscription) {
        return StoredRows.number(
                engine,
                store.catalog(),
                "%s | where _SubscriptionId == '%s' and ingestion_time() == _TimeReceived | project tolong(ingestion_time())"
                        .formatted(TABLE, subscription));
    }
}
