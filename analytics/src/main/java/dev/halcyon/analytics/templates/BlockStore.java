package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** Keeps blocks of bytes in the order of their writing. Used by one thread. */
public interface BlockStore {

    /** Takes the bytes of a block. */
    @FunctionalInterface
    interface Reader {

        /** The bytes up to {@code length} are good until it returns. */
        void read(byte[] block, int length);
    }

    /** Keeps a copy of the bytes up to {@code length}. */
    void write(byte[] block, int length);

    /** Hands out every block. */
    void read(Reader reader);

    /**
     * A store on the heap.
     *
     * @param memory told how many bytes are about to be used; what it throws ends the work
     */
    static BlockStore inMemory(LongConsumer memory) {
        List<byte[]> blocks = new ArrayList<>();
        return new BlockStore() {
            @Override
            public void write(byte[] block, int length) {
                memory.accept(length);
                blocks.add(Arrays.copyOf(block, length));
            }

            @Override
            public void read(Reader reader) {
                blocks.forEach(block -> reader.read(block, block.length));
            }
        };
    }
}
