package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code halcyon format}: what becomes of the files, and the exit codes. */
class FormatCommandTest {
    private static final String CROWDED = "Logins|where User=='a'// why\n|take 5";

    @TempDir
    private Path folder = Path.of("unset");

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void filesAreLaidOutOnceAndThenLeftAlone() throws IOException {
        Path file = write("a.kql", CROWDED);
        Cli first = Cli.run("format", file.toString());
        assertThat(first.exitCode()).isZero();
        assertThat(first.out() + first.err()).isEmpty();
        String formatted = Files.readString(file);
        assertThat(formatted).contains("// why").endsWith("\n");
        assertThat(formatted.lines()).hasSizeGreaterThanOrEqualTo(3).contains("| take 5");
        assertThat(Cli.run("format", file.toString()).exitCode()).isZero();
        assertThat(file).hasContent(formatted);
    }

    @Test
    void checkNamesTheFilesAndChangesNothing() throws IOException {
        Path crowded = write("a.kql", CROWDED);
        Path fine = write("b.kql", "print 1\n");
        assertThat(Cli.run("format", fine.toString()).exitCode()).isZero();
        Cli result = Cli.run("format", "--check", crowded.toString(), fine.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(result.out().lines()).containsExactly(crowded.toString());
        assertThat(crowded).hasContent(CROWDED);
        assertThat(Cli.run("format", "--check", fine.toString()).exitCode()).isZero();
    }

    @Test
    void aFileThatIsNoKqlIsLeftAloneAndTheOthersAreNot() throws IOException {
        Path broken = write("broken.kql", "Logins | where (");
        Path crowded = write("a.kql", CROWDED);
        Cli result = Cli.run("format", broken.toString(), crowded.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).startsWith("halcyon: " + broken + " is not KQL: ");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(broken).hasContent("Logins | where (");
        assertThat(Files.readString(crowded)).isNotEqualTo(CROWDED);
    }

    @Test
    void filesThatAreNotThereAndNoFilesAreTheUsersMistake() {
        Cli missing = Cli.run("format", folder.resolve("none.kql").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(missing.err()).contains("There is no file");
        Cli none = Cli.run("format");
        assertThat(none.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(none.err()).contains("FILE", "--help");
    }

    @Test
    void standardInputIsPrinted() {
        InputStream input = System.in;
        try {
            System.setIn(new ByteArrayInputStream("print  1|take 2".getBytes(StandardCharsets.UTF_8)));
            Cli result = Cli.run("format", "-");
            assertThat(result.exitCode()).isZero();
            assertThat(result.out().lines()).containsExactly("print 1", "| take 2");
        } finally {
            System.setIn(input);
        }
    }
}
