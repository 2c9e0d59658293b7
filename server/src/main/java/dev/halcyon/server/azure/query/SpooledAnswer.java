package dev.halcyon.server.azure.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An answer that waits to be sent: in memory while it is small, then in a temporary file that only the server's user may
 * read. Used by one thread after the other.
 */
final class SpooledAnswer extends OutputStream {

    private static final int LARGEST_IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream overflow;

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (overflow == null && memory.size() + length > LARGEST_IN_MEMORY) {
            Path created = Files.createTempFile("halcyon-answer", ".json");
            file = created;
            overflow = Files.newOutputStream(created);
        }
        if (overflow == null) {
            memory.write(bytes, offset, length);
        } else {
            overflow.write(bytes, offset, length);
        }
    }

    /** Ends writing; what was written stays. */
    @Override
    public void close() throws IOException {
        if (overflow != null) {
            overflow.close();
        }
    }

    /** Sends everything that was written. */
    void copyTo(OutputStream out) throws IOException {
        memory.writeTo(out);
        if (file != null) {
            Files.copy(file, out);
        }
    }

    /** Forgets everything that was written. */
    void discard() throws IOException {
        close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
