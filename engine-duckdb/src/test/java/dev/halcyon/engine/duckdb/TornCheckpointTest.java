package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every state of the files that a kill in the middle of a checkpoint's writes can leave is made out of the files before
 * and after it: the folder opens, with all rows.
 */
class TornCheckpointTest {

    private static final int BLOCK_BYTES = 262_144;
    private static final int ROUNDS = 6;
    private static final int ROWS = 500;

    private static final TableSchema LINES =
            TableSchema.of("Lines", new Column("Number", ScalarType.LONG), new Column("Text", ScalarType.STRING));

    @TempDir
    Path root;

    private byte[] before;
    private byte[] after;
    private byte[] log;
    private byte[] journal;

    /** Several checkpoints leave blocks of lists with free places; the last one is kept before and after. */
    @BeforeEach
    void checkpoint() throws IOException {
        Path folder = root.resolve("whole");
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            engine.storage().transact(transaction -> {
                transaction.createTable(LINES);
                return true;
            });
            for (int round = 0; round < ROUNDS; round++) {
                append(engine, round);
                if (round < ROUNDS - 1) {
                    engine.storage().releaseSpace();
                }
            }
            before = Files.readAllBytes(folder.resolve("workspace.duckdb"));
            log = Files.readAllBytes(folder.resolve("workspace.duckdb.wal"));
        }
        after = Files.readAllBytes(folder.resolve("workspace.duckdb"));
        journal = Files.readAllBytes(folder.resolve("workspace.duckdb.journal"));
    }

    private static void append(DuckDbEngine engine, int round) {
        RowBlockBuilder rows = RowBlock.builder(LINES.columns());
        for (int row = 0; row < ROWS; row++) {
            rows.add((long) round * ROWS + row, "line %d of round %d".formatted(row, round));
        }
        RowBlock block = rows.build();
        engine.storage().transact(transaction -> transaction.append("Lines", block));
    }

    @Test
    void aBlockThatWasHalfWrittenGetsItsOldContentBack() throws IOException {
        List<Integer> changed = changed();
        assertThat(changed).isNotEmpty();
        int damaged = 0;
        for (int block : changed) {
            byte[] torn = torn(changed, block);
            Path folder = folder("torn-" + block, torn, journal);
            try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
                assertThat(engine.storage().openRows("Lines")).isEqualTo((long) ROUNDS * ROWS);
            }
            damaged += opens(folder("bare-" + block, torn, new byte[0])) ? 0 : 1;
        }
        // Otherwise the database does without the journal now.
        assertThat(damaged).as("blocks that cannot be read without the journal").isPositive();
    }

    @Test
    void aJournalThatWasNotWrittenToItsEndSaysNothing() throws IOException {
        for (int end : new int[] {0, 1, 20, 5_000, journal.length / 2, journal.length - 1}) {
            Path folder = folder("cut-" + end, before, Arrays.copyOf(journal, end));
            assertThat(opens(folder)).as("journal of %d bytes", end).isTrue();
        }
        byte[] wrong = journal.clone();
        wrong[wrong.length / 2] ^= 1;
        assertThat(opens(folder("wrong", before, wrong))).isTrue();
    }

    @Test
    void theJournalOfACheckpointThatIsThroughChangesNothing() throws IOException {
        Path folder = folder("through", after, journal);
        Files.delete(folder.resolve("workspace.duckdb.wal"));
        assertThat(CheckpointJournal.recover(
                        folder.resolve("workspace.duckdb.journal"), folder.resolve("workspace.duckdb")))
                .isZero();
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            assertThat(engine.storage().openRows("Lines")).isEqualTo((long) ROUNDS * ROWS);
        }
    }

    @Test
    void aDamagedFileIsRefusedWithAnError() throws IOException {
        byte[] cut = Arrays.copyOf(before, BLOCK_BYTES);
        Path folder = folder("cut", cut, new byte[0]);
        assertThatThrownBy(() -> DuckDbEngine.open(folder, DuckDbOptions.STANDARD))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cannot be opened");
    }

    /** The blocks before and behind the checkpoint that are in both files and differ. */
    private List<Integer> changed() {
        List<Integer> changed = new ArrayList<>();
        int blocks = (Math.min(before.length, after.length) - DatabaseFile.HEADER_BYTES) / BLOCK_BYTES;
        for (int block = 0; block < blocks; block++) {
            int begin = DatabaseFile.HEADER_BYTES + block * BLOCK_BYTES;
            if (!Arrays.equals(before, begin, begin + BLOCK_BYTES, after, begin, begin + BLOCK_BYTES)) {
                changed.add(block);
            }
        }
        return changed;
    }

    /** The file before, with the blocks up to one written, and that one written only in its first half. */
    private byte[] torn(List<Integer> changed, int last) {
        byte[] torn = before.clone();
        for (int block : changed) {
            if (block <= last) {
                int begin = DatabaseFile.HEADER_BYTES + block * BLOCK_BYTES;
                System.arraycopy(after, begin, torn, begin, block == last ? 4096 : BLOCK_BYTES);
            }
        }
        return torn;
    }

    private Path folder(String name, byte[] database, byte[] kept) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve("VERSION"), DataFolder.VERSION + "\n");
        Files.write(folder.resolve("workspace.duckdb"), database);
        Files.write(folder.resolve("workspace.duckdb.wal"), log);
        if (kept.length > 0) {
            Files.write(folder.resolve("workspace.duckdb.journal"), kept);
        }
        return folder;
    }

    private static boolean opens(Path folder) {
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            return engine.storage().openRows("Lines") == (long) ROUNDS * ROWS;
        } catch (EngineException e) {
            return false;
        }
    }
}
