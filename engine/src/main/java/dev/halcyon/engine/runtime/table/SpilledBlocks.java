package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.templates.BlockStore;
import dev.halcyon.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of a computation: the first ones in memory, all others in a file that nobody else sees and that is gone with the
 * computation, or with the process.
 */
final class SpilledBlocks implements BlockStore, AutoCloseable {

    static final long IN_MEMORY = 64L << 20;
    static final long IN_FILE = 16L << 30;

    private static final String PREFIX = "computation";

    private final long inMemory;
    private final long inFile;
    private final Optional<Path> folder;
    private final LongConsumer memory;
    private final List<byte[]> blocks = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private @Nullable FileChannel file;
    private long held;
    private long written;

    /**
     * @param inMemory how many bytes stay in memory
     * @param inFile how many bytes the file may have
     * @param folder where the file lies, the system's temporary one unless given
     * @param memory told how many bytes of memory are about to be used
     */
    SpilledBlocks(long inMemory, long inFile, Optional<Path> folder, LongConsumer memory) {
        this.inMemory = inMemory;
        this.inFile = inFile;
        this.folder = folder;
        this.memory = memory;
    }

    @Override
    public void write(byte[] block, int length) {
        if (file == null && held + length <= inMemory) {
            memory.accept(length);
            blocks.add(Arrays.copyOf(block, length));
            held += length;
            return;
        }
        try {
            if (written + length > inFile) {
                throw new IOException("more than %d bytes".formatted(inFile));
            }
            FileChannel open = open();
            ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
            while (bytes.hasRemaining()) {
                written += open.write(bytes, written);
            }
            lengths.add(length);
        } catch (IOException e) {
            throw new EngineException(
                    EngineException.Kind.RUNAWAY,
                    "The query needs more room for what waits than there is on the disk (E_RUNAWAY_QUERY); filter more",
                    e);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path created = folder.isPresent()
                    ? Files.createTempFile(Files.createDirectories(folder.get()), PREFIX, "")
                    : Files.createTempFile(PREFIX, "");
            open = FileChannel.open(
                    created, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    @Override
    public void read(Reader reader) {
        blocks.forEach(block -> reader.read(block, block.length));
        FileChannel open = file;
        if (open == null) {
            return;
        }
        byte[] block =
                new byte[lengths.stream().mapToInt(Integer::intValue).max().orElse(0)];
        long position = 0;
        for (int length : lengths) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
                while (bytes.hasRemaining()) {
                    int more = open.read(bytes, position);
                    if (more < 0) {
                        throw new IOException("The file ends at %d".formatted(position));
                    }
                    position += more;
                }
            } catch (IOException e) {
                throw new EngineException(
                        EngineException.Kind.INTERNAL, "What a computation has laid aside cannot be read again", e);
            }
            reader.read(block, length);
        }
    }

    @Override
    public void close() {
        blocks.clear();
        FileChannel open = file;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new EngineException(EngineException.Kind.INTERNAL, "A temporary file cannot be closed", e);
            }
        }
    }
}
