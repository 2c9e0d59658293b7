package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.backup.Backups;
import dev.halcyon.workspace.deletion.Deletion;
import dev.halcyon.workspace.deletion.Deletion.Status;
import dev.halcyon.workspace.query.QueryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that deletes rows and makes backups beside its appends is killed at random: a deletion that was taken is
 * carried out to its end after the next start and removes nothing else; a backup that has its name is whole, and nothing
 * is left of one that has not. The seed is printed; {@code -Dhalcyon.seed=N} repeats a run.
 */
class KilledDeletionTest {

    private static final int KILLS = 10;
    private static final int LONGEST_LIFE_MILLISECONDS = 600;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private long stored = -1;
    private final Set<Long> asked = new TreeSet<>();

    @Test
    void deletionsAndBackupsAreWholeAfterEveryKill() throws Exception {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        int kills = Integer.getInteger("halcyon.kills", KILLS);
        System.out.println("KilledDeletionTest: -Dhalcyon.seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        Path data = folder.resolve("data");
        int copies = 0;
        for (int kill = 0; kill < kills; kill++) {
            String when = "seed %d, kill %d".formatted(seed, kill);
            // The folder of the server's own backups, which it looks through when it opens.
            Path backups = Files.createDirectories(data.resolve("exports"));
            long before = stored;
            List<String> told = killed(data, backups, random.nextInt(LONGEST_LIFE_MILLISECONDS));
            assertThat(stored).as(when).isGreaterThan(before);
            check(data, when);
            copies += checkBackups(backups, told, when);
        }
        System.out.printf(
                "KilledDeletionTest: %d kills, %d requests, %d deletions, %d backups%n",
                kills, stored + 1, asked.size(), copies);
        assertThat(asked).isNotEmpty();
        assertThat(copies).isPositive();
    }

    private List<String> killed(Path data, Path backups, int milliseconds) throws IOException, InterruptedException {
        List<String> told;
        try (KilledProcess writer = KilledProcess.start(
                folder,
                DeletingWriter.class,
                List.of(data.toString(), backups.toString(), Long.toString(stored + 1)))) {
            writer.awaitFirstLine();
            Thread.sleep(milliseconds);
            told = writer.kill();
        }
        for (String line : told) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "stored" -> stored = Long.parseLong(words[1]);
                case "asked" -> asked.add(Long.parseLong(words[1]));
                default -> assertThat(words[0]).isEqualTo("copied");
            }
        }
        return told;
    }

    /** Waits for the deletions that go on, and compares what is there with what was told. */
    private void check(Path data, String when) throws IOException, InterruptedException {
        try (DuckDbEngine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD);
                Workspace workspace = Workspace.open(engine, options(data))) {
            Set<Long> gone = gone(workspace);
            assertThat(gone).as(when).containsAll(asked);
            Map<String, Integer> present = present(engine, workspace.store());
            assertThat(present.values()).as(when).allMatch(rows -> rows == DeletingWriter.ROWS);
            assertThat(present.keySet()).as(when).noneMatch(key -> gone.contains(number(key)));
            assertThat(present.keySet())
                    .as(when)
                    .containsAll(keys(LongStream.rangeClosed(0, stored).boxed().filter(each -> !gone.contains(each))));
            // The last ones may have been stored and not yet told.
            stored = present.keySet().stream()
                    .mapToLong(KilledDeletionTest::number)
                    .max()
                    .orElse(stored);
        }
        assertThat(StoredRows.strayExtents(data)).as(when).isEmpty();
    }

    private static WorkspaceOptions options(Path data) {
        return new WorkspaceOptions(data, false, WorkspaceClock.real(), QueryLimits.STANDARD, List.of())
                .withStore(StoreWriter.OPTIONS);
    }

    /** The numbers whose deletion is on record, when all of them are carried out. */
    private static Set<Long> gone(Workspace workspace) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (workspace.deletions().all().stream().anyMatch(each -> each.status() == Status.IN_PROGRESS)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
        Set<Long> gone = new TreeSet<>();
        for (Deletion deletion : workspace.deletions().all()) {
            assertThat(deletion.status()).as(deletion.reason()).isEqualTo(Status.SUCCEEDED);
            gone.add(Long.parseLong(deletion.filters().getFirst().values().getFirst()));
        }
        return gone;
    }

    /** How many rows there are of each number, by {@link #keys key}. */
    private static Map<String, Integer> present(DuckDbEngine engine, WorkspaceStore store) {
        return StoredRows.counts(engine, store.catalog(), DeletingWriter.TABLE + " | project Number, Copy = 0");
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(0, key.indexOf(' ')));
    }

    private static List<String> keys(Stream<Long> numbers) {
        return numbers.map(number -> number + " 0").toList();
    }

    /** Restores each backup and removes it; gives how many there were. */
    private int checkBackups(Path backups, List<String> told, String when) throws IOException {
        List<Path> named;
        try (Stream<Path> entries = Files.list(backups)) {
            named = entries.toList();
        }
        assertThat(named)
                .as(when)
                .noneMatch(each -> each.getFileName().toString().startsWith("."));
        assertThat(named.stream().map(each -> each.getFileName().toString()))
                .as(when)
                .containsAll(told.stream()
                        .filter(line -> line.startsWith("copied "))
                        .map(line -> line.split(" ", -1)[1])
                        .toList());
        for (Path backup : named) {
            Path restored = folder.resolve("restored");
            Backups.restore(backup, restored, copy -> checkCopy(copy, lastRequest(backup), when));
            delete(restored);
            delete(backup);
        }
        return named.size();
    }

    private static long lastRequest(Path backup) {
        String name = backup.getFileName().toString();
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }

    /** It has every request until the last one that was told before the backup, but for those that may be deleted. */
    private static void checkCopy(Path copy, long last, String when) {
        try (DuckDbEngine engine = DuckDbEngine.open(copy, DuckDbOptions.STANDARD);
                WorkspaceStore store =
                        WorkspaceStore.open(engine.storage(), StoreWriter.OPTIONS, WorkspaceClock.real())) {
            Map<String, Integer> present = present(engine, store);
            assertThat(present.values()).as(when).allMatch(rows -> rows == DeletingWriter.ROWS);
            assertThat(present.keySet())
                    .as(when)
                    .containsAll(keys(LongStream.rangeClosed(0, last)
                            .boxed()
                            .filter(number -> number % DeletingWriter.DELETED != DeletingWriter.DELETED - 2)));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
