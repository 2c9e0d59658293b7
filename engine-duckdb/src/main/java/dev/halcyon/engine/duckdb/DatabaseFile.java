package dev.halcyon.engine.duckdb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The database's file as bytes: three headers, then blocks of one size. Stays open as long as the database has it open:
 * POSIX gives up the locks of a whole process on a file when any of its handles is closed.
 */
final class DatabaseFile implements Closeable {

    /** The main header and the two of which the one with the higher iteration counts. */
    static final int HEADER_BYTES = 3 * 4096;

    private final FileChannel channel;

    private DatabaseFile(FileChannel channel) {
        this.channel = channel;
    }

    static DatabaseFile open(Path file, StandardOpenOption... options) throws IOException {
        return new DatabaseFile(FileChannel.open(file, options));
    }

    /** Fills a buffer from the file's begin. */
    void readHeaders(ByteBuffer target) throws IOException {
        readFully(channel, target, 0);
    }

    /** Fills a buffer, which has the size of a block, with a block. */
    void readBlock(long block, ByteBuffer target) throws IOException {
        readFully(channel, target, place(block, target.capacity()));
    }

    /** Writes a block back. */
    void writeBlock(long block, ByteBuffer content) throws IOException {
        long place = place(block, content.capacity());
        while (content.hasRemaining()) {
            place += channel.write(content, place);
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    /** Copies the whole file and syncs the copy. */
    void copyTo(Path copy) throws IOException {
        try (FileChannel target = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long copied = 0;
            while (copied < size) {
                copied += channel.transferTo(copied, size - copied, target);
            }
            target.force(true);
        }
    }

    private static long place(long block, int blockBytes) {
        return HEADER_BYTES + block * blockBytes;
    }

    /** Reads from a place on until a buffer is full, and flips it. */
    static void readFully(FileChannel channel, ByteBuffer target, long from) throws IOException {
        target.clear();
        long place = from;
        while (target.hasRemaining()) {
            int read = channel.read(target, place);
            if (read < 0) {
                throw new IOException("The file ends before byte " + (place + target.remaining()));
            }
            place += read;
        }
        target.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
