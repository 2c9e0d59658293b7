package dev.halcyon.conformance.clients;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Installs what client programs need, and runs them. */
final class ClientRuntime {

    private static final Path SOURCES = Path.of("src/test/clients");
    private static final Path INSTALLED = Path.of("target/clients");
    private static final String STAMP = "installed";
    private static final long INSTALL_MINUTES = 9;
    private static final long RUN_MINUTES = 3;

    private ClientRuntime() {}

    /** What a process said and how it ended. */
    private record Ended(int status, String output) {}

    /** The Python of an environment with the packages of a requirements file. */
    static Path python(String requirements) throws IOException {
        Path folder = INSTALLED.resolve(requirements.replace(".txt", "")).toAbsolutePath();
        Path wanted = SOURCES.resolve("python").resolve(requirements);
        Path python = folder.resolve("bin/python");
        if (!isInstalled(folder, wanted)) {
            require(List.of("python3", "-m", "venv", "--clear", folder.toString()), null);
            require(
                    List.of(
                            python.toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--disable-pip-version-check",
                            // The file lists whatever is needed, and few of the modules are ever imported.
                            "--no-deps",
                            "--no-compile",
                            "-r",
                            wanted.toAbsolutePath().toString()),
                    null);
            Files.copy(wanted, folder.resolve(STAMP), StandardCopyOption.REPLACE_EXISTING);
        }
        return python;
    }

    /** A folder with the JavaScript client programs and their packages. */
    static Path javascript() throws IOException {
        Path folder = INSTALLED.resolve("javascript").toAbsolutePath();
        Path source = SOURCES.resolve("javascript");
        Files.createDirectories(folder);
        for (String name : List.of("client.mjs", "manage.mjs", "package.json", "package-lock.json")) {
            Files.copy(source.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path wanted = source.resolve("package-lock.json");
        if (!isInstalled(folder, wanted)) {
            require(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), folder);
            Files.copy(wanted, folder.resolve(STAMP), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    private static boolean isInstalled(Path folder, Path wanted) throws IOException {
        Path stamp = folder.resolve(STAMP);
        return Files.exists(stamp) && Files.mismatch(stamp, wanted) < 0;
    }

    private static void require(List<String> command, @Nullable Path folder) throws IOException {
        Ended ended;
        try {
            ended = run(command, folder, Map.of(), INSTALL_MINUTES);
        } catch (IOException e) {
            ended = new Ended(-1, String.valueOf(e.getMessage()));
        }
        if (ended.status() != 0) {
            String message = "The clients are not tested, because '%s' failed: %s"
                    .formatted(String.join(" ", command), ended.output());
            if (System.getenv("HALCYON_REQUIRE_CLIENTS") != null) {
                fail(message);
            }
            // The reason of a skipped test stands in its report alone.
            System.out.println("SKIPPED: " + message);
            abort(message);
        }
    }

    /**
     * Runs a client program.
     *
     * @return the last line that it printed, which is its answer
     */
    static String answer(List<String> command, Map<String, String> environment) throws IOException {
        Ended ended = run(command, null, environment, RUN_MINUTES);
        if (ended.status() != 0) {
            fail("'%s' ended with %d:%n%s", command.getFirst(), ended.status(), ended.output());
        }
        return ended.output().lines().reduce("", (earlier, later) -> later);
    }

    private static Ended run(List<String> command, @Nullable Path folder, Map<String, String> environment, long minutes)
            throws IOException {
        Path output = Files.createTempFile("client", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                return new Ended(-1, "no end within %d minutes; %s".formatted(minutes, Files.readString(output)));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
