package dev.halcyon.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges the write-ahead log into the data file. The database does not do it by itself here, because each time the
 * {@link CheckpointJournal} has to be written first.
 */
final class Checkpoints {

    /** Lists and the last row groups of tables are written anew with the rows of the log. */
    private static final long MARGIN_BYTES = 4L << 20;

    private final Optional<DataFolder> folder;
    private final long logBytes;

    /**
     * @param folder empty for a database in memory, which has no log
     * @param logBytes from this size on the log shall be merged
     */
    Checkpoints(Optional<DataFolder> folder, long logBytes) {
        this.folder = folder;
        this.logBytes = logBytes;
    }

    /** Whether the log has grown so long that it shall be merged. */
    boolean isDue() {
        return size() >= logBytes;
    }

    /** Whether the log holds anything. */
    boolean hasLog() {
        return size() > 0;
    }

    private long size() {
        if (folder.isEmpty()) {
            return 0;
        }
        try {
            return Files.size(folder.get().log());
        } catch (IOException e) {
            // The database removes it at the end of a checkpoint.
            return 0;
        }
    }

    /**
     * Merges the log. No other transaction is writing.
     *
     * @throws SQLException when the database refuses, or cannot write; it may be invalid then
     * @throws IOException when there is no room or the journal cannot be written; the file is as it was
     */
    void run(Statement statement) throws SQLException, IOException {
        if (folder.isPresent()) {
            requireRoom(folder.get(), statement);
            keepLists(folder.get(), statement);
        }
        statement.execute("CHECKPOINT workspace");
    }

    /** A checkpoint that finds the disk full does not only fail: the database is invalid afterwards. */
    private void requireRoom(DataFolder held, Statement statement) throws SQLException, IOException {
        long free;
        try (ResultSet size = statement.executeQuery(
                "SELECT block_size * free_blocks FROM pragma_database_size() WHERE database_name = 'workspace'")) {
            size.next();
            free = size.getLong(1);
        }
        long room = Files.getFileStore(held.root()).getUsableSpace() + free;
        long needed = size() + MARGIN_BYTES;
        if (room < needed) {
            throw new IOException(
                    "The disk has room for %d bytes, merging the log may take %d".formatted(room, needed));
        }
    }

    private static void keepLists(DataFolder folder, Statement statement) throws SQLException, IOException {
        List<Long> blocks = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT block_id FROM pragma_metadata_info('workspace') WHERE free_blocks > 0 ORDER BY ALL")) {
            while (rows.next()) {
                blocks.add(rows.getLong(1));
            }
        }
        int blockBytes;
        try (ResultSet size = statement.executeQuery(
                "SELECT block_size FROM pragma_database_size() WHERE database_name = 'workspace'")) {
            size.next();
            blockBytes = size.getInt(1);
        }
        CheckpointJournal.write(folder.journal(), folder.databaseFile(), blocks, blockBytes);
    }
}
