package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.RowCursor;
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
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    private static final int TABLES = 12;

    /** For the short log of a few rows, not for what is written anew with them. */
    private static final long ENOUGH_IT_SEEMS = (4 << 20) + (512 << 10);

    private static final DuckDbOptions OFTEN = new DuckDbOptions(Optional.empty(), 1, 1 << 20);
    private static final DuckDbOptions SELDOM = new DuckDbOptions(Optional.empty(), 1, 1 << 30);

    @TempDir
    Path folder;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = folder.resolve("disk");
        assertThat(disk.toFile().mkdir()).isTrue();
        goOnOnlyIf(
                run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()) == 0,
                "no file system can be mounted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", "-l", disk.toString());
    }

    private static void goOnOnlyIf(boolean possible, String reason) {
        if (!possible) {
            // The reason of a skipped test stands in its report alone.
            System.out.println("SKIPPED: FullDiskTest, because " + reason);
            abort(reason);
        }
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

    /** The room is gone in the moment in which the log is merged into the file. */
    @Test
    void aCheckpointThatFindsNoRoomStopsNothing() throws IOException, InterruptedException {
        Path data = disk.resolve("data");
        Path other = disk.resolve("other");
        long stored = 0;
        try (DuckDbEngine engine = DuckDbEngine.open(data, SELDOM);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store);
            for (int round = 0; round < 3; round++) {
                for (int request = 0; request < 6; request++) {
                    store.append(TABLE, rows(round * 100 + request), Reception.at(request));
                    stored += ROWS;
                }
                fill(other, 64 << 10);
                engine.storage().releaseSpace();
                assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                        .as("rows on a full disk")
                        .isEqualTo(stored);
                Files.delete(other);
                store.append(TABLE, rows(-1 - round), Reception.at(1));
                stored += ROWS;
                engine.storage().releaseSpace();
                assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                        .as("rows when there is room again")
                        .isEqualTo(stored);
            }
        }
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                    .isEqualTo(stored);
        }
    }

    /** The log is short, but the last row group of each table is written anew with its few rows. */
    @Test
    void aCheckpointThatFailsHalfwayIsMadeUpFor() throws IOException, InterruptedException {
        Path data = disk.resolve("data");
        Path other = disk.resolve("other");
        assertThat(run("mount", "-o", "remount,size=48m", disk.toString())).isZero();
        try (DuckDbEngine engine = DuckDbEngine.open(data, SELDOM);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            for (int table = 0; table < TABLES; table++) {
                define(store, table(table));
                for (int request = 0; request < 4; request++) {
                    store.append(table(table), rows(table * 10 + request), Reception.at(1));
                }
            }
            engine.storage().releaseSpace();
            for (int table = 0; table < TABLES; table++) {
                store.append(table(table), rows(-table, 1), Reception.at(1));
            }
            fill(other, ENOUGH_IT_SEEMS);
            // Somebody who reads slowly keeps the old database from going away.
            try (RowCursor cursor = StoredRows.run(engine, store.catalog(), table(0))) {
                assertThat(cursor.next()).isTrue();
                engine.storage().releaseSpace();
                assertThatThrownBy(() -> StoredRows.number(engine, store.catalog(), table(3) + " | count"))
                        .isInstanceOfSatisfying(
                                EngineException.class,
                                e -> assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.STORAGE_UNAVAILABLE));
            }
            Thread.sleep(1_000);
            assertThat(StoredRows.number(engine, store.catalog(), table(3) + " | count"))
                    .isEqualTo(4 * ROWS + 1);
            store.append(table(3), rows(0, 1), Reception.at(1));
            Files.delete(other);
            engine.storage().releaseSpace();
            assertThat(StoredRows.number(engine, store.catalog(), table(3) + " | count"))
                    .isEqualTo(4 * ROWS + 2);
        }
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            assertThat(StoredRows.number(engine, store.catalog(), "union Part* | count"))
                    .isEqualTo((4L * ROWS + 1) * TABLES + 1);
        }
    }

    /** Writes a file that leaves so many bytes of the disk. */
    private void fill(Path file, long left) throws IOException {
        long bytes = Math.max(0, Files.getFileStore(disk).getUsableSpace() - left);
        try (OutputStream output = Files.newOutputStream(file)) {
            byte[] part = new byte[4096];
            for (long written = 0; written + part.length <= bytes; written += part.length) {
                output.write(part);
            }
        }
    }

    @Test
    void theSameProcessGoesOnWhenThereIsRoomAgain() throws IOException, InterruptedException {
        Path data = disk.resolve("data");
        long stored = 0;
        try (DuckDbEngine engine = DuckDbEngine.open(data, OFTEN);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            define(store);
            int request = 0;
            for (int round = 0; round < 3; round++) {
                EngineException failure = null;
                while (failure == null) {
                    try {
                        store.append(TABLE, rows(request++), Reception.at(request));
                        stored += ROWS;
                    } catch (EngineException e) {
                        failure = e;
                    }
                }
                assertThat(failure.kind()).as(failure.toString()).isEqualTo(Kind.STORAGE_FULL);
                assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                        .isEqualTo(stored);
                assertThat(run("mount", "-o", "remount,size=" + (20 + 12 * round) + "m", disk.toString()))
                        .isZero();
                store.append(TABLE, rows(request++), Reception.at(1));
                stored += ROWS;
            }
        }
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
            assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                    .isEqualTo(stored);
        }
    }

    /** As a kernel does it with a disk that it no longer trusts. */
    @Test
    void aDiskThatTurnsReadOnlyIsNamedAndReadOn() throws IOException, InterruptedException {
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(32 << 20);
        }
        Path distrusted = Files.createDirectory(folder.resolve("distrusted"));
        goOnOnlyIf(run("mkfs.ext4", "-q", image.toString()) == 0, "no file system can be made here");
        goOnOnlyIf(
                run("mount", "-o", "loop,errors=remount-ro", image.toString(), distrusted.toString()) == 0,
                "no file can be mounted here");
        try {
            Path error = errorOf(distrusted);
            goOnOnlyIf(Files.isWritable(error), "no error of a file system can be made here");
            Path data = distrusted.resolve("data");
            try (DuckDbEngine engine = DuckDbEngine.open(data, OFTEN);
                    WorkspaceStore store = WorkspaceStore.open(engine.storage())) {
                define(store);
                store.append(TABLE, rows(1), Reception.at(1));
                Files.writeString(error, "1");
                for (int attempt = 0; attempt < 3; attempt++) {
                    assertThatThrownBy(() -> store.append(TABLE, rows(2), Reception.at(2)))
                            .isInstanceOfSatisfying(
                                    EngineException.class,
                                    e -> assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.STORAGE_UNAVAILABLE));
                    engine.storage().releaseSpace();
                    assertThat(StoredRows.number(engine, store.catalog(), TABLE + " | count"))
                            .isEqualTo(ROWS);
                }
            }
        } finally {
            run("umount", "-l", distrusted.toString());
        }
    }

    /** Where an error of a mounted file system can be made; nothing when there is no such place. */
    private static Path errorOf(Path mounted) throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[1].equals(mounted.toString()))
                .map(words ->
                        Path.of("/sys/fs/ext4", Path.of(words[0]).getFileName().toString(), "trigger_fs_error"))
                .findFirst()
                .orElse(Path.of("nowhere"));
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
        define(store, TABLE);
    }

    private static void define(WorkspaceStore store, String table) {
        List<DeclaredColumn> columns = new ArrayList<>();
        columns.add(new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""));
        COLUMNS.forEach(column -> columns.add(new DeclaredColumn(column.name(), column.type(), "")));
        store.define(TableDefinition.custom(table, "", columns));
    }

    private static String table(int number) {
        return "Part%d_CL".formatted(number);
    }

    /** Rows that do not compress. */
    private static RowBlock rows(int seed) {
        return rows(seed, ROWS);
    }

    private static RowBlock rows(int seed, int count) {
        Random random = new Random(seed);
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < count; row++) {
            StringBuilder text = new StringBuilder();
            for (int length = 0; length < 20; length++) {
                text.append(Long.toHexString(random.nextLong()));
            }
            rows.add(text.toString());
        }
        return rows.build();
    }
}
