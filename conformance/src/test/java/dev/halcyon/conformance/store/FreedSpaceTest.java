package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.engine.storage.Space;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.AppendOptions;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.extent.ExtentOptions;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file gets shorter when rows in its middle have gone. */
class FreedSpaceTest {

    private static final int ROWS = 20_000;
    private static final List<Column> COLUMNS =
            List.of(new Column("Number", ScalarType.LONG), new Column("Text", ScalarType.STRING));

    @TempDir
    Path folder;

    @Test
    void roomBetweenExtentsIsGivenBack() {
        StoreOptions options = new StoreOptions(AppendOptions.STANDARD, ExtentOptions.STANDARD.withFreeBytes(1 << 20));
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), options, WorkspaceClock.real())) {
            // One table after the other, so that the first lie before the last in the file.
            for (String table : List.of("A_CL", "B_CL", "C_CL")) {
                fill(store, table);
                engine.storage().releaseSpace();
            }
            assertThat(store.delete("A_CL")).isTrue();
            engine.storage().releaseSpace();
            long before = engine.storage().space().totalBytes();
            store.extents().reclaim();
            Space left = engine.storage().space();
            assertThat(left.totalBytes()).isLessThan(before * 7 / 8);
            assertThat(left.totalBytes() - left.usedBytes()).isLessThan(left.totalBytes() / 4);
            assertThat(StoredRows.number(engine, store.catalog(), "union B_CL, C_CL | summarize sum(Number)"))
                    .isEqualTo((long) ROWS * (ROWS - 1));
            // What is left is not worth a step, or the steps would never end.
            store.extents().reclaim();
            assertThat(engine.storage().space().totalBytes()).isEqualTo(left.totalBytes());
        }
    }

    private static void fill(WorkspaceStore store, String table) {
        store.define(TableDefinition.custom(
                table,
                "",
                List.of(
                        new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""),
                        new DeclaredColumn("Number", ScalarType.LONG, ""),
                        new DeclaredColumn("Text", ScalarType.STRING, ""))));
        Random random = new Random(7);
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < ROWS; row++) {
            StringBuilder text = new StringBuilder();
            for (int part = 0; part < 8; part++) {
                text.append(Long.toHexString(random.nextLong()));
            }
            rows.add((long) row, text.toString());
        }
        store.append(table, rows.build(), Reception.at(WorkspaceClock.real().nowTicks()));
        store.extents().closeExtent(table);
        store.keep();
    }
}
