package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is made beside appends is of one moment. */
class BackupTest {

    private static final String TABLE = "Copied_CL";
    private static final List<Column> COLUMNS =
            List.of(new Column("Request", ScalarType.LONG), new Column("Row", ScalarType.LONG));

    /** More than the database keeps in memory until a commit: it writes such rows into its file at once. */
    private static final int MANY_ROWS = 130_000;

    private static final int FEW_ROWS = 10;

    @TempDir
    Path folder;

    @Test
    void smallRequestsAreThereAsAWhole() throws Exception {
        check(FEW_ROWS);
    }

    @Test
    void largeRequestsAreThereAsAWhole() throws Exception {
        check(MANY_ROWS);
    }

    private void check(int rows) throws Exception {
        try (DuckDbEngine engine = DuckDbEngine.open(folder.resolve("data"), DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            store.define(TableDefinition.custom(
                    TABLE,
                    "",
                    List.of(
                            new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""),
                            new DeclaredColumn("Request", ScalarType.LONG, ""),
                            new DeclaredColumn("Row", ScalarType.LONG, ""))));
            append(store, 0, MANY_ROWS);
            engine.storage().releaseSpace();
            AtomicBoolean ends = new AtomicBoolean();
            AtomicLong acknowledged = new AtomicLong();
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!ends.get()) {
                    append(store, acknowledged.get() + 1, rows);
                    acknowledged.incrementAndGet();
                }
            });
            try {
                for (int copy = 0; copy < 3; copy++) {
                    Path target = Files.createDirectory(folder.resolve("copy-" + copy));
                    long before = acknowledged.get();
                    engine.backup(target);
                    check(target, before, rows);
                }
            } finally {
                ends.set(true);
                writer.join();
            }
            assertThat(acknowledged).hasPositiveValue();
        }
    }

    private static void check(Path copy, long acknowledged, int rows) {
        try (DuckDbEngine engine = DuckDbEngine.open(copy, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            Map<String, Integer> counts = StoredRows.counts(
                    engine, store.catalog(), TABLE + " | where Request > 0 | summarize Rows = count() by Request");
            assertThat(counts).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            assertThat(counts.keySet()).allMatch(each -> each.endsWith(" " + rows));
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | where Request == 0 | summarize sum(Row)"))
                    .isEqualTo((long) MANY_ROWS * (MANY_ROWS - 1) / 2);
        }
    }

    private static void append(WorkspaceStore store, long request, int count) {
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < count; row++) {
            rows.add(request, (long) row);
        }
        store.append(TABLE, rows.build(), Reception.at(WorkspaceClock.real().nowTicks()));
    }
}
