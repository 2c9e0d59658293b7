package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser against a real server process that holds the tutorial's data: runs the tutorial's first
 * query and looks at the chart; and the report that the tutorial has written, whose charts are measured. The checks
 * themselves are in {@code ui/e2e}.
 */
class PageTest {

    private static final Path UI = Path.of("../ui");

    @TempDir
    Path folder;

    @Test
    void theTutorialsFirstQueryAndItsReportDrawTheirCharts() throws IOException, InterruptedException {
        String browser = System.getenv().getOrDefault("CHROMIUM_PATH", "/usr/bin/chromium");
        assumeTrue(Files.isExecutable(Path.of(browser)), "no Chromium at " + browser + "; set CHROMIUM_PATH");
        assumeTrue(Files.isDirectory(UI.resolve("node_modules")), "the ui module is not built");
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data, "tutorial", "--serve")) {
            check("e2e/run.mjs", "--url", server.address());
        }
        check("e2e/report.mjs", "--file", data.resolve("report.html").toString());
    }

    private void check(String program, String option, String value) throws IOException, InterruptedException {
        Process checks = new ProcessBuilder(
                        "node",
                        program,
                        option,
                        value,
                        "--screenshots",
                        folder.resolve("screenshots").toString())
                .directory(UI.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(checks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(checks.waitFor()).as(said).isZero();
    }
}
