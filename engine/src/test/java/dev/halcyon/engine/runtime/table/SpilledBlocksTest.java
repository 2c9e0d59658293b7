package dev.halcyon.engine.runtime.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledBlocksTest {

    @TempDir
    Path folder;

    @Test
    void allBlocksComeBackInTheirOrderAsOftenAsWanted() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicLong memory = new AtomicLong();
        List<ByteBuffer> written = new ArrayList<>();
        try (SpilledBlocks blocks = new SpilledBlocks(1000, 1 << 20, Optional.of(folder), memory::addAndGet)) {
            byte[] block = new byte[300];
            for (int count = 0; count < 50; count++) {
                random.nextBytes(block);
                int length = 1 + random.nextInt(block.length);
                blocks.write(block, length);
                written.add(ByteBuffer.wrap(Arrays.copyOf(block, length)));
            }
            for (int reading = 0; reading < 2; reading++) {
                List<ByteBuffer> read = new ArrayList<>();
                blocks.read((bytes, length) -> read.add(ByteBuffer.wrap(Arrays.copyOf(bytes, length))));
                assertThat(read).as("seed %d", seed).isEqualTo(written);
            }
        }
        assertThat(memory.get()).isBetween(1L, 1000L);
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        try (SpilledBlocks blocks = new SpilledBlocks(0, 1000, Optional.of(folder), bytes -> {})) {
            blocks.write(new byte[10], 10);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theFileHasALimit() {
        try (SpilledBlocks blocks = new SpilledBlocks(0, 15, Optional.of(folder), bytes -> {})) {
            blocks.write(new byte[10], 10);
            assertThatThrownBy(() -> blocks.write(new byte[10], 10))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.RUNAWAY));
        }
    }
}
