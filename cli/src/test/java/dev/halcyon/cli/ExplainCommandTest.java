package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code halcyon explain}: its four parts, and how it refuses. */
class ExplainCommandTest {
    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void theFourPartsAreShown() throws IOException {
        Path file = Files.writeString(folder.resolve("a.kql"), "Usage | where Quantity > 1 | count");
        Cli result = Cli.run("explain", "-q", file.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsSubsequence("── syntax ──", "── plan ──", "── SQL ──", "── engine plan ──")
                .contains("WhereOperator", "Filter", "SELECT");
    }

    @Test
    void everyResultHasItsPlan() {
        assertThat(Cli.run("explain", "print 1; print 2").out().lines().filter("── SQL ──"::equals))
                .hasSize(2);
    }

    @Test
    void aMistakeIsShownInItsPlace() {
        Cli result = Cli.run("explain", "Usage\n| where Quantty > 1");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .anyMatch(line -> line.startsWith("error SEM0100: "))
                .contains("   2 │ | where Quantty > 1", "     │         ^^^^^^^", "  hint: Did you mean 'Quantity'?");
    }

    @Test
    void wrongInputIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a.kql"), "print 1");
        refused(Cli.run("explain"), "Give the query");
        refused(Cli.run("explain", "print 1", "-q", file.toString()), "Give the query");
        refused(Cli.run("explain", " "), "The query is empty");
        refused(Cli.run("explain", "-q", folder.resolve("none.kql").toString()), "There is no file");
        refused(Cli.run("explain", "print 1", "--data", folder.resolve("none").toString()), "has no workspace yet");
        refused(Cli.run("explain", "print 1", "--data", file.toString()), "is a file, not a folder");
    }

    private static void refused(Cli result, String message) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).startsWith("halcyon: ").contains(message);
        assertThat(result.err().lines()).hasSize(1);
    }
}
