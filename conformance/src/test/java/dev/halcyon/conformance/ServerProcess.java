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
public final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("(https?)://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final List<String> addresses;

    private ServerProcess(Process process, List<String> addresses) {
        this.process = process;
        this.addresses = List.copyOf(addresses);
    }

    /** Starts {@code halcyon} with the arguments and a free port, and waits until it serves. */
    public static ServerProcess start(Path data, String... arguments) throws IOException {
        return start(List.of(), data, arguments);
    }

    /** The same with options of the virtual machine, such as the size of its heap. */
    public static ServerProcess start(List<String> options, Path data, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
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
    public String address() {
        return addresses.getFirst();
    }

    /** Where it serves HTTPS. */
    public String secureAddress() {
        return addresses.getLast();
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
    private static List<String> waitUntilServing(Process server) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String plain = "";
        String secure = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                if (matcher.group(1).equals("https")) {
                    secure = matcher.group();
                } else {
                    plain = matcher.group();
                }
            }
            if (line.contains("Ctrl-C")) {
                Thread.ofVirtual().start(() -> drain(reader));
                return List.of(plain, secure);
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
