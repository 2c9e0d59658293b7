package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./halcyon}: the script as it is, with a build and a Java of a line each. */
class LauncherTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> TOOLS = List.of(
            "awk", "cat", "dirname", "find", "grep", "head", "mkdir", "mktemp", "mv", "ps", "rm", "sed", "sh", "sleep",
            "tee");

    @TempDir
    private Path folder = Path.of("unset");

    @BeforeEach
    void makeProject() throws IOException {
        assumeThat(tool("sh")).as("a shell").isPresent();
        Files.createDirectories(folder.resolve(".mvn"));
        for (String file : List.of("halcyon", ".mvn/find-jdk.sh", ".mvn/build-lock.sh")) {
            Files.copy(PROJECT.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("pom.xml"), "");
        program("mvnw", "mkdir -p cli/target/lib; echo begin >>builds; sleep 2; echo end >>builds");
        Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program("jdk/bin/java", "for last; do :; done; echo \"ran $last\"");
        program("jdk/bin/javac", "exit 1");
        Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Optional<Path> found = tool(tool);
            if (found.isPresent()) {
                Files.createSymbolicLink(folder.resolve("tools").resolve(tool), found.get());
            }
        }
    }

    private void program(String name, String line) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Optional<Path> tool(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process start(boolean flock) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", folder.resolve("halcyon").toString(), "word")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        if (!flock) {
            builder.environment().put("PATH", folder.resolve("tools").toString());
        }
        return builder.start();
    }

    private static String end(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsAtOnceBuildOnce(boolean flock) throws IOException, InterruptedException {
        assumeThat(!flock || tool("flock").isPresent()).as("flock").isTrue();
        List<Process> starts = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            starts.add(start(flock));
        }
        int waited = 0;
        for (Process process : starts) {
            String output = end(process);
            assertThat(output).endsWith("ran word\n");
            waited += output.contains("another start is building") ? 1 : 0;
        }
        assertThat(waited).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("builds"))).isEqualTo("begin\nend\n");
        assertThat(end(start(flock))).isEqualTo("ran word\n");
        assertThat(folder.resolve("target/halcyon-build.held")).doesNotExist();
    }

    @Test
    void aBuildThatWasKilledHoldsNobodyUp() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("/bin/sh", "-c", ":").start();
        assertThat(ended.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Path held = Files.createDirectories(folder.resolve("target/halcyon-build.held"));
        Files.writeString(held.resolve("pid"), ended.pid() + "\n");
        assertThat(end(start(false))).endsWith("ran word\n").doesNotContain("another start");
        assertThat(held).doesNotExist();
        assertThat(Files.readString(folder.resolve("builds"))).isEqualTo("begin\nend\n");
    }
}
