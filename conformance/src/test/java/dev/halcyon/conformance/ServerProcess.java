package dev.halcyon.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line program in a process of its own, serving. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final String address;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts {@code halcyon} with the arguments and a free port, and waits until it serves. */
    static ServerProcess start(Path data, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.halcyon.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--http-port", "0", "--data", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new ServerProcess(process, waitUntilServing(process));
        } catch (IOException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Where it serves plain HTTP. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    // The last line asks for Ctrl-C; until then the program is still at work.
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
                Thread.ofVirtual().start(() -> drain(reader));
                return address;
            }
        }
        throw new AssertionError("The server ended early:\n" + said);
    }

    /** Reads on, so that the process never waits for room in its pipe. */
    private static void drain(BufferedReader reader) {
        try {
            for (String line = reader.readLine(); line != null; ) {
                line = reader.readLine();
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }
}
