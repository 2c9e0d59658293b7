package dev.halcyon.bench.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long it takes from the start of {@code halcyon serve} over a data folder to the first answer. */
public final class StartBenchmark {

    private static final int RUNS = 7;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String QUERY = "Generated_CL | where TimeGenerated > now() | count";

    private StartBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments the {@code halcyon} command; a data folder, such as {@code store} leaves; optionally the query
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path command = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        String query = arguments.length > 2 ? arguments[2] : QUERY;
        System.out.println("first answer s   again ms");
        // The first run builds, where a build is due, and warms the disk's cache.
        for (int run = 0; run <= RUNS; run++) {
            measure(command, folder, query, run > 0);
        }
    }

    private static void measure(Path command, Path folder, String query, boolean print)
            throws IOException, InterruptedException {
        int port = freePort();
        Path said = Files.createTempFile("halcyon-start", ".log");
        long start = System.nanoTime();
        Process server = new ProcessBuilder(
                        command.toString(),
                        "serve",
                        "--demo",
                        "--http-port",
                        Integer.toString(port),
                        "--https-port",
                        "off",
                        "--data",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/v1/workspaces/DEMO_WORKSPACE/query"))
                    .header("X-Api-Key", "DEMO_KEY")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"query\": \"" + query.replace("\"", "\\\"") + "\"}"))
                    .build();
            HttpResponse<String> answer = firstAnswer(client, request, server, said);
            long first = System.nanoTime();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            HttpResponse<String> again = client.send(request, BodyHandlers.ofString());
            long second = System.nanoTime();
            if (!again.body().equals(answer.body())) {
                throw new IllegalStateException("The answers differ: " + answer.body() + " and " + again.body());
            }
            if (print) {
                System.out.printf("%14.2f %10.1f%n", (first - start) / 1e9, (second - first) / 1e6);
            }
        } finally {
            server.destroy();
            server.waitFor(1, TimeUnit.MINUTES);
            Files.delete(said);
        }
    }

    private static HttpResponse<String> firstAnswer(HttpClient client, HttpRequest request, Process server, Path said)
            throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < limit && server.isAlive()) {
            // A request that finds nobody costs more than a connection, and the two processors are the server's.
            try (Socket probe =
                    new Socket(request.uri().getHost(), request.uri().getPort())) {
                probe.setTcpNoDelay(true);
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 503) {
                    return answer;
                }
            } catch (IOException _) {
                // Not listening yet.
            }
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("The server did not answer: " + Files.readString(said));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
