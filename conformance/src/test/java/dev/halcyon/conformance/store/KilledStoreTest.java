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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
        Process writer = start(data);
        try {
            assertThatThrownBy(() -> DuckDbEngine.open(data, DuckDbOptions.STANDARD))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.STORAGE_UNAVAILABLE))
                    .hasMessageContaining("in use by another process");
            long before = Files.size(folder.resolve("output"));
            while (Files.size(folder.resolve("output")) == before) {
                assertThat(writer.isAlive()).isTrue();
                Thread.sleep(5);
            }
        } finally {
            writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        Files.readAllLines(folder.resolve("output")).forEach(this::note);
        check(data, "after a second process");
    }

    /** Starts a writer, lets it live for a while after its first acknowledgement, kills it and reads the rest. */
    private void killOne(Path data, int lifeMilliseconds) throws IOException, InterruptedException {
        Process writer = start(data);
        try {
            Thread.sleep(lifeMilliseconds);
        } finally {
            writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        Files.readAllLines(folder.resolve("output")).forEach(this::note);
    }

    /** Starts a writer and waits for its first acknowledgement. */
    private Process start(Path data) throws IOException, InterruptedException {
        // The driver leaves its unpacked library of 70 MB behind when it is killed.
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(unpacked)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + unpacked,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName(),
                data.toString()));
        Arrays.stream(acknowledged).forEach(last -> command.add(String.valueOf(last + 1)));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process writer = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean begun = false;
        try {
            while (Files.size(output) == 0) {
                assertThat(writer.isAlive())
                        .as(() -> "the writer ended with %d: %s".formatted(writer.exitValue(), text(errors)))
                        .isTrue();
                Thread.sleep(5);
            }
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        // The kill may cut the last line.
        if (words.length == 2 && !words[1].isEmpty()) {
            int writer = Integer.parseInt(words[0]);
            acknowledged[writer] = Math.max(acknowledged[writer], Long.parseLong(words[1]));
        }
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
        assertThat(strayExtents(data)).as(when).isEmpty();
    }

    /** The tables of extents that are on record and not there, or there and not on record. */
    private static List<String> strayExtents(Path data) {
        List<String> stray = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '%s' AS workspace (READ_ONLY)".formatted(data.resolve("workspace.duckdb")));
            try (ResultSet rows = statement.executeQuery("SELECT coalesce(physical, table_name) FROM"
                    + " (SELECT table_name FROM duckdb_tables() WHERE database_name = 'workspace'"
                    + " AND schema_name = 'extent') FULL JOIN (SELECT physical FROM workspace.internal.extents"
                    + " WHERE schema_name = 'extent') ON table_name = physical"
                    + " WHERE physical IS NULL OR table_name IS NULL")) {
                while (rows.next()) {
                    stray.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return stray;
    }

    private static Map<String, Integer> rows(DuckDbEngine engine, String table) {
        try (WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreWriter.OPTIONS, WorkspaceClock.real())) {
            return StoredRows.counts(engine, store.catalog(), table + " | project Writer, Number");
        }
    }
}
