package dev.halcyon.engine.duckdb;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What a checkpoint could destroy, kept beside the file until the checkpoint is through.
 *
 * <p>The database never writes over rows that its header refers to. But the blocks that hold its lists (of tables, row
 * groups, free blocks) are divided into 64 places, and a checkpoint puts its new lists into the free places of blocks whose
 * other places are still in use, so it writes whole blocks over themselves before it writes the header. A process that is
 * killed, or a machine that stops, in the middle of such a write leaves a block whose one checksum fits neither content,
 * and a file that cannot be opened. Therefore these blocks are written into the journal and synced first, as database
 * systems with pages do it ("double write"); when a folder is opened whose headers are still those of the journal, the
 * checkpoint did not come to its end, and the blocks get their old content back. The log still has all commits.
 *
 * <p>The file stays when the checkpoint is done: the headers then differ and it means nothing. A journal that was not
 * written to its end means that the checkpoint had not begun.
 */
final class CheckpointJournal {

    /** "HALCKPT1". */
    private static final long FORMAT = 0x48414C434B505431L;

    private static final int PREFIX_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private CheckpointJournal() {}

    /**
     * Writes and syncs a journal over the one before.
     *
     * @param blocks numbers of the blocks to keep
     * @param blockBytes the size of a block of the database
     */
    static void write(Path journal, DatabaseFile database, List<Long> blocks, int blockBytes) throws IOException {
        boolean isNew = Files.notExists(journal);
        CRC32C checksum = new CRC32C();
        // Freed at the end, not when the collector comes by: a checkpoint may come every second.
        try (Arena buffers = Arena.ofConfined();
                FileChannel channel = FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer first = ByteBuffer.allocate(PREFIX_BYTES);
            append(
                    channel,
                    first.putLong(FORMAT)
                            .putInt(blockBytes)
                            .putInt(blocks.size())
                            .flip(),
                    checksum);
            ByteBuffer headers = buffer(buffers, DatabaseFile.HEADER_BYTES);
            database.readHeaders(headers);
            append(channel, headers, checksum);
            ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
            ByteBuffer content = buffer(buffers, blockBytes);
            for (long block : blocks) {
                append(channel, number.clear().putLong(block).flip(), checksum);
                database.readBlock(block, content);
                append(channel, content, checksum);
            }
            ByteBuffer last = number.clear().putLong(checksum.getValue()).flip();
            append(channel, last, checksum);
            channel.truncate(channel.position());
            channel.force(true);
        }
        if (isNew) {
            // The name of a new file is lost with the power as long as its folder is not synced.
            try (FileChannel folder = FileChannel.open(journal.resolveSibling("."), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static ByteBuffer buffer(Arena arena, int bytes) {
        return arena.allocate(bytes).asByteBuffer();
    }

    private static void append(FileChannel channel, ByteBuffer bytes, CRC32C checksum) throws IOException {
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Undoes a checkpoint that did not come to its end. The database is not open.
     *
     * @return how many blocks got their old content back
     */
    static int recover(Path journal, Path database) throws IOException {
        if (Files.notExists(journal) || Files.notExists(database)) {
            return 0;
        }
        try (Arena buffers = Arena.ofConfined();
                FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ)) {
            if (channel.size() < PREFIX_BYTES) {
                return 0;
            }
            ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES);
            DatabaseFile.readFully(channel, prefix, 0);
            long format = prefix.getLong();
            int blockBytes = prefix.getInt();
            int blocks = prefix.getInt();
            if (format != FORMAT
                    || blockBytes <= 0
                    || blocks < 0
                    || !isWhole(channel, contentBytes(blocks, blockBytes), buffer(buffers, 1 << 16))) {
                return 0;
            }
            ByteBuffer before = ByteBuffer.allocate(DatabaseFile.HEADER_BYTES);
            DatabaseFile.readFully(channel, before, PREFIX_BYTES);
            try (DatabaseFile file = DatabaseFile.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer now = ByteBuffer.allocate(DatabaseFile.HEADER_BYTES);
                file.readHeaders(now);
                if (!now.equals(before)) {
                    return 0;
                }
                ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
                ByteBuffer content = buffer(buffers, blockBytes);
                long place = PREFIX_BYTES + DatabaseFile.HEADER_BYTES;
                for (int block = 0; block < blocks; block++) {
                    DatabaseFile.readFully(channel, number, place);
                    DatabaseFile.readFully(channel, content, place + Long.BYTES);
                    file.writeBlock(number.getLong(), content);
                    place += Long.BYTES + blockBytes;
                }
                file.force();
                return blocks;
            }
        }
    }

    /** Of everything but the checksum at the end. */
    private static long contentBytes(int blocks, int blockBytes) {
        return PREFIX_BYTES + DatabaseFile.HEADER_BYTES + (long) blocks * (Long.BYTES + blockBytes);
    }

    private static boolean isWhole(FileChannel channel, long content, ByteBuffer part) throws IOException {
        if (channel.size() != content + Long.BYTES) {
            return false;
        }
        CRC32C checksum = new CRC32C();
        for (long place = 0; place < content; place += part.capacity()) {
            part.limit((int) Math.min(part.capacity(), content - place));
            ByteBuffer slice = part.slice();
            DatabaseFile.readFully(channel, slice, place);
            checksum.update(slice);
            part.clear();
        }
        ByteBuffer last = ByteBuffer.allocate(Long.BYTES);
        DatabaseFile.readFully(channel, last, content);
        return last.getLong() == checksum.getValue();
    }
}
