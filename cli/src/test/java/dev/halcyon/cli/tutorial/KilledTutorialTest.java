package dev.halcyon.cli.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.cli.Cli;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process (SIGKILL) while it writes, again and again in one folder; a last run ends with the same tables. */
class KilledTutorialTest {
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aRunThatWasKilledCanBeRepeated() throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        Path whole = folder.resolve("whole");

        killAt(killed, "INGEST: 500 rows sent");
        killAt(killed, "INGEST: 1,0");
        killAt(killed, "SEND begins");
        killAt(killed, "SEND: 15 rows sent");
        Cli last = Cli.run("tutorial", "--data", killed.toString());
        Cli undisturbed = Cli.run("tutorial", "--data", whole.toString());

        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(last.out()).contains("15 rows were in Anomalies_CL");
        assertThat(undisturbed.exitCode()).as(undisturbed.err()).isZero();
        assertThat(Tables.dump(killed)).isEqualTo(Tables.dump(whole));
    }

    private static void killAt(Path data, String announcement) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnnouncedTutorial.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                lines.add(line);
                if (line.startsWith(announcement)) {
                    process.destroyForcibly();
                    break;
                }
                line = output.readLine();
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(lines).last().asString().startsWith(announcement);
        assertThat(process.exitValue()).isEqualTo(KILLED);
    }
}
