package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser against a real server process that holds the tutorial's data: runs the tutorial's first
 * query and looks at the chart. The checks themselves are in {@code ui/e2e}.
 */
class PageTest {

    private static final Path UI = Path.of("../ui");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    @TempDir
    Path folder;

    @Test
    void theTutorialsFirstQueryDrawsItsChart() throws IOException, InterruptedException {
        String browser = System.getenv().getOrDefault("CHROMIUM_PATH", "/usr/bin/chromium");
        assumeTrue(Files.isExecutable(Path.of(browser)), "no Chromium at " + browser + "; set CHROMIUM_PATH");
        assumeTrue(Files.isDirectory(UI.resolve("node_modules")), "the ui module is not built");
        Process server = start(
                Path.of("."),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.halcyon.cli.Main",
                "tutorial",
                "--serve",
                "--http-port",
                "0",
                "--data",
                folder.resolve("data").toString());
        try {
            String address = waitUntilServing(server);
            Process checks = start(
                    UI,
                    "node",
                    "e2e/run.mjs",
                    "--url",
                    address,
                    "--screenshots",
                    folder.resolve("screenshots").toString());
            String said = new String(checks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(checks.waitFor()).as(said).isZero();
        } finally {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(Path directory, String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    // The last line of --serve asks for Ctrl-C; until then the tutorial is still at work.
    private static String waitUntilServing(Process server) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String address = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                address = matcher.group();
            }
            if (line.contains("Ctrl-C")) {
                Thread.ofVirtual().start(() -> reader.lines().forEach(rest -> {}));
                return address;
            }
        }
        throw new AssertionError("The server ended early:\n" + said);
    }
}
