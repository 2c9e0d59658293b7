package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    /** The file had its name before its content. */
    @Test
    void aFirstStartThatWasKilledLeavesAFolderThatOpens() throws IOException {
        Files.createFile(folder.resolve("VERSION"));
        DuckDbEngine.open(folder, DuckDbOptions.STANDARD).close();
        assertThat(folder.resolve("VERSION")).hasContent(DataFolder.VERSION + "\n");
        assertThat(folder.resolve("VERSION.next")).doesNotExist();
    }

    @Test
    void aDatabaseOfAnUnknownFormatIsRefused() throws IOException {
        DuckDbEngine.open(folder, DuckDbOptions.STANDARD).close();
        for (String text : new String[] {"", "two"}) {
            Files.writeString(folder.resolve("VERSION"), text);
            assertThatThrownBy(() -> DuckDbEngine.open(folder, DuckDbOptions.STANDARD))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("unreadable VERSION");
        }
    }

    /** What the last start did not come to rename is written over. */
    @Test
    void aVersionThatWasNotRenamedIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve("VERSION.next"), "garbage of more than two characters");
        DuckDbEngine.open(folder, DuckDbOptions.STANDARD).close();
        assertThat(folder.resolve("VERSION")).hasContent(DataFolder.VERSION + "\n");
    }
}
