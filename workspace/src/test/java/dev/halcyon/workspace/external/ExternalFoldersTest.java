package dev.halcyon.workspace.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.bind.ExternalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalFoldersTest {

    @TempDir
    private Path root;

    private Path open;
    private ExternalFolders folders;

    @BeforeEach
    void prepare() throws IOException {
        root = root.toRealPath();
        open = Files.createDirectories(root.resolve("open"));
        Path data = Files.createDirectories(open.resolve("data"));
        Files.writeString(data.resolve("keys.json"), "secret");
        Files.writeString(open.resolve("a.csv"), "1");
        Files.writeString(open.resolve("b[1].csv"), "1");
        Files.writeString(root.resolve("closed.csv"), "secret");
        Files.createSymbolicLink(open.resolve("link.csv"), root.resolve("closed.csv"));
        Files.createSymbolicLink(open.resolve("up"), root);
        Files.createSymbolicLink(open.resolve("same.csv"), open.resolve("a.csv"));
        folders = ExternalFolders.of(List.of(open), data);
    }

    @Test
    void filesOfAnAllowedFolderAreFound() {
        ExternalFile expected = new ExternalFile.Found(open.resolve("a.csv").toString());
        assertThat(folders.resolve("a.csv")).isEqualTo(expected);
        assertThat(folders.resolve(open.resolve("a.csv").toString())).isEqualTo(expected);
        assertThat(folders.resolve(open.resolve("a.csv").toUri().toString())).isEqualTo(expected);
        assertThat(folders.resolve("same.csv")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "missing.csv",
                "link.csv",
                "up/closed.csv",
                "../closed.csv",
                "data/keys.json",
                "/etc/passwd",
                "file:///etc/passwd",
                "file://host/a.csv",
                "file:%zz",
                "http://host/a.csv",
                "HTTPS://host/a.csv",
                "s3://bucket/a.csv",
                "b[1].csv",
                "*.csv",
                "~/a.csv",
                "a\0.csv"
            })
    void everythingElseIsRefused(String address) {
        assertThat(folders.resolve(address)).isInstanceOf(ExternalFile.Refused.class);
    }

    @Test
    void largeFilesAreRefused() throws IOException {
        try (var file = new java.io.RandomAccessFile(open.resolve("large.csv").toFile(), "rw")) {
            file.setLength((100L << 20) + 1);
        }
        assertThat(folders.resolve("large.csv").toString()).contains("larger than 100 MB");
    }

    @Test
    void withoutFoldersNothingIsRead() throws IOException {
        ExternalFolders none = ExternalFolders.of(List.of(), root);
        assertThat(none.resolve(open.resolve("a.csv").toString()).toString()).contains("--external-data FOLDER");
    }
}
