package dev.halcyon.bench.wire;

import dev.halcyon.server.HttpsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server with a full table in a process of its own, which tells how much heap it needed.
 *
 * @param address of HTTPS
 * @param trustStore the file that clients in Java trust
 */
record ServedTable(
        Process process, BufferedReader said, String address, String workspaceId, String key, Path trustStore)
        implements AutoCloseable {

    private static final String READY = "ready";
    private static final String RESET = "reset";
    private static final String PEAK = "peak";

    /** The process: fills the table, prints where it is, then answers lines until there are no more. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (WireServer server = new WireServer(5, options -> options.withHttps(HttpsOptions.ANY_PORT))) {
            server.fill(new WireRows(Long.parseLong(arguments[0])), Integer.parseInt(arguments[1]));
            System.out.println(READY);
            System.out.println(server.server().secureAddress().orElseThrow());
            System.out.println(server.server().workspaceId());
            System.out.println(server.server().ownerKey());
            System.out.println(server.dataFolder().resolve("tls").resolve("truststore.p12"));
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(RESET)) {
                    PeakHeap.reset();
                }
                System.out.println(PeakHeap.bytes());
            }
        }
    }

    /** Starts the process with so much heap, and waits until its table is full. */
    static ServedTable start(long seed, int rows, String heap) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServedTable.class.getName(),
                Long.toString(seed),
                Integer.toString(rows)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.equals(READY)) {
            line = said.readLine();
        }
        return new ServedTable(
                process,
                said,
                next(said).replace("127.0.0.1", "localhost"),
                next(said),
                next(said),
                Path.of(next(said)));
    }

    private static String next(BufferedReader said) throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("The server's process has ended");
        }
        return line;
    }

    void resetPeak() throws IOException {
        ask(RESET);
    }

    /** The most heap since the last reset, in bytes. */
    long peak() throws IOException {
        return ask(PEAK);
    }

    private long ask(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        return Long.parseLong(next(said));
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
