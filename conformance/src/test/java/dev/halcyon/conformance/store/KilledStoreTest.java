package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends, seals and merges is killed at random, again and again: nothing acknowledged is lost, nothing is
 * there twice or in part, and the folder always opens. A request whose answer was lost is sent again with its id.
 *
 * <p>The seed is printed; {@code -Dhalcyon.seed=N} repeats a run, {@code -Dhalcyon.kills=N} changes its length.
 */
class KilledStoreTest {

    private static final int WRITERS = 3;
    private static final int LONGEST_LIFE_MILLISECONDS = 400;

    /** What the outside knows: the last number that was acknowledged to each writer, -1 for none. */
    private final long[] acknowledged = new long[WRITERS];

    @TempDir
    Path folder;

    @Test
    void acknowledgedRowsAreThereOnceAfterEveryKill() throws Exception {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        int kills = Integer.getInteger("halcyon.kills", 50);
        System.out.println("KilledStoreTest: -Dhalcyon.seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        Arrays.fill(acknowledged, -1);
        Path data = folder.resolve("data");
        for (int kill = 0; kill < kills; kill++) {
            long before = Arrays.stream(acknowledged).sum();
            killOne(data, random.nextInt(LONGEST_LIFE_MILLISECONDS));
            assertThat(Arrays.stream(acknowledged).sum())
                    .as("seed %d, kill %d: acknowledgements", seed, kill)
                    .isGreaterThan(before);
            check(data, "seed %d, kill %d".formatted(seed, kill));
        }
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD)) {
            List<Extent> extents = engine.storage().extents(StoreWriter.FIRST_TABLE);
            System.out.printf(
                    "KilledStoreTest: %d kills, %d acknowledgements, %d extents%n",
                    kills, Arrays.stream(acknowledged).sum() + WRITERS, extents.size());
            assertThat(extents).as("sealed extents").anyMatch(extent -> extent.state() == State.SEALED);
        }
    }

    /** Of every writer the first requests are there, each as a whole, however much of the log's end is gone. */
    @Test
    void aTornLogTailLosesTheTailAlone() throws Exception {
        Arrays.fill(acknowledged, -1);
        Path data = folder.resolve("torn");
        Path log = data.resolve("workspace.duckdb.wal");
        // A kill behind a checkpoint finds the log empty.
        for (int kill = 0; kill < 20 && !Files.exists(log); kill++) {
            killOne(data, LONGEST_LIFE_MILLISECONDS);
        }
        assertThat(log).exists();
        long size = Files.size(log);
        for (long torn : new long[] {1, 7, 100, size / 3}) {
            Path copy = folder.resolve("torn-" + torn);
            copy(data, copy);
            try (RandomAccessFile file =
                    new RandomAccessFile(copy.resolve("workspace.duckdb.wal").toFile(), "rw")) {
                file.setLength(Math.max(0, size - torn));
            }
            try (DuckDbEngine engine = DuckDbEngine.open(copy, DuckDbOptions.STANDARD)) {
                Map<String, Integer> rows = rows(engine, StoreWriter.FIRST_TABLE);
                assertThat(rows.values()).allMatch(count -> count == StoreWriter.ROWS);
                assertThat(rows(engine, StoreWriter.SECOND_TABLE)).isEqualTo(rows);
                for (int writer = 0; writer < WRITERS; writer++) {
                    String own = writer + " ";
                    long requests = rows.keySet().stream()
                            .filter(request -> request.startsWith(own))
                            .count();
                    for (long number = 0; number < requests; number++) {
                        assertThat(rows).as("without %d bytes", torn).containsKey(own + number);
                    }
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aSecondProcessIsRefusedAndTheFirstGoesOn() throws Exception {
        Arrays.fill(acknowledged, -1);
        Path data = folder.resolve("held");
        try (KilledProcess writer = start(data)) {
            assertThatThrownBy(() -> DuckDbEngine.open(data, DuckDbOptions.STANDARD))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.STORAGE_UNAVAILABLE))
                    .hasMessageContaining("in use by another process");
            writer.awaitLine();
            writer.kill().forEach(this::note);
        }
        check(data, "after a second process");
    }

    /** Starts a writer, lets it live for a while after its first acknowledgement, and kills it. */
    private void killOne(Path data, int lifeMilliseconds) throws IOException, InterruptedException {
        try (KilledProcess writer = start(data)) {
            Thread.sleep(lifeMilliseconds);
            writer.kill().forEach(this::note);
        }
    }

    /** Starts a writer and waits for its first acknowledgement. */
    private KilledProcess start(Path data) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(data.toString()));
        Arrays.stream(acknowledged).forEach(last -> arguments.add(String.valueOf(last + 1)));
        KilledProcess writer = KilledProcess.start(folder, StoreWriter.class, arguments);
        boolean begun = false;
        try {
            writer.awaitFirstLine();
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                writer.close();
            }
        }
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        int writer = Integer.parseInt(words[0]);
        acknowledged[writer] = Math.max(acknowledged[writer], Long.parseLong(words[1]));
    }

    private void check(Path data, String when) {
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD)) {
            Map<String, Integer> first = rows(engine, StoreWriter.FIRST_TABLE);
            for (int writer = 0; writer < WRITERS; writer++) {
                for (long number = 0; number <= acknowledged[writer]; number++) {
                    assertThat(first).as(when).containsKey(writer + " " + number);
                }
            }
            assertThat(first.values()).as(when).allMatch(count -> count == StoreWriter.ROWS);
            assertThat(rows(engine, StoreWriter.SECOND_TABLE)).as(when).isEqualTo(first);
        }
        assertThat(StoredRows.strayExtents(data)).as(when).isEmpty();
    }

    private static Map<String, Integer> rows(DuckDbEngine engine, String table) {
        try (WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreWriter.OPTIONS, WorkspaceClock.real())) {
            return StoredRows.counts(engine, store.catalog(), table + " | project Writer, Number");
        }
    }
}
