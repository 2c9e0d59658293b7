package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fills up, and one that is read-only: a file system of a few megabytes is mounted for it, which needs the
 * rights to do so; without them the tests are skipped.
 */
class FullDiskTest {

    private static final String TABLE = "Full_CL";
    private static final List<Column> COLUMNS = List.of(new Column("Text", ScalarType.STRING));
    private static final int ROWS = 500;

    @TempDir
    Path folder;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = folder.resolve("disk");
        assertThat(disk.toFile().mkdir()).isTrue();
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()))
                .as("a file system may be mounted here")
                .isZero();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", "-l", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(Arrays.asList(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return -1;
        }
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheRestStays() throws IOException, InterruptedException {
        Path data = disk.resolve("data");
        long stored = 0;
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store);
            EngineException failure = null;
            for (int request = 0; request < 1000 && failure == null; request++) {
                try {
                    store.append(TABLE, rows(request), Reception.at(request));
                    stored += ROWS;
                } catch (EngineException e) {
                    failure = e;
                }
            }
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE_FULL));
            assertThat(stored).isPositive();
        }
        assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isZero();
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                    .isEqualTo(stored);
            store.append(TABLE, rows(-1), Reception.at(1));
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                    .isEqualTo(stored + ROWS);
        }
    }

    @Test
    void aReadOnlyDiskIsNamed() throws IOException, InterruptedException {
        Path data = disk.resolve("data");
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store);
        }
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
        assertThatThrownBy(() -> DuckDbEngine.open(data, DuckDbOptions.STANDARD))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE_UNAVAILABLE));
    }

    private static void define(WorkspaceStore store) {
        List<DeclaredColumn> columns = new ArrayList<>();
        columns.add(new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""));
        COLUMNS.forEach(column -> columns.add(new DeclaredColumn(column.name(), column.type(), "")));
        store.define(TableDefinition.custom(TABLE, "", columns));
    }

    /** Rows that do not compress. */
    private static RowBlock rows(int seed) {
        Random random = new Random(seed);
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < ROWS; row++) {
            StringBuilder text = new StringBuilder();
            for (int length = 0; length < 20; length++) {
                text.append(Long.toHexString(random.nextLong()));
            }
            rows.add(text.toString());
        }
        return rows.build();
    }
}
