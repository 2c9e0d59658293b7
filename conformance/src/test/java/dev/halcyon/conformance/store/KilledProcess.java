package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own that tells in lines what is durable, until it is killed. */
final class KilledProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final long GLANCE_MILLISECONDS = 5;

    private final Process process;
    private final Path output;
    private final Path errors;

    private KilledProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts a program.
     *
     * @param folder takes its output and what it unpacks; of one process at a time
     */
    static KilledProcess start(Path folder, Class<?> program, List<String> arguments) throws IOException {
        // The driver leaves its unpacked library of 70 MB behind when it is killed.
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(unpacked)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + unpacked,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        return new KilledProcess(
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start(),
                output,
                errors);
    }

    /** Waits until it has told something more than it had when it was asked. */
    void awaitLine() throws IOException, InterruptedException {
        long before = Files.size(output);
        while (Files.size(output) == before) {
            assertThat(process.isAlive())
                    .as(() -> "it ended with %d: %s".formatted(process.exitValue(), text(errors)))
                    .isTrue();
            Thread.sleep(GLANCE_MILLISECONDS);
        }
    }

    /** Waits for its first line. */
    void awaitFirstLine() throws IOException, InterruptedException {
        if (Files.size(output) == 0) {
            awaitLine();
        }
    }

    /** Kills it and gives what it has told; the kill may have cut the last line, which is left out then. */
    List<String> kill() throws IOException, InterruptedException {
        close();
        String told = Files.readString(output);
        return told.substring(0, told.lastIndexOf('\n') + 1).lines().toList();
    }

    @Override
    public void close() {
        try {
            assertThat(process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
