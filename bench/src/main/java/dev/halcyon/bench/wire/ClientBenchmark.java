package dev.halcyon.bench.wire;

import com.azure.core.credential.AccessToken;
import com.azure.core.util.Context;
import com.azure.monitor.query.LogsQueryClient;
import com.azure.monitor.query.LogsQueryClientBuilder;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.LogsQueryResult;
import com.azure.monitor.query.models.LogsTableRow;
import com.azure.monitor.query.models.QueryTimeInterval;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * An answer of 500,000 rows of ten columns over TLS, from a server in a process of its own: read to its end as bytes,
 * and as objects by the client of Azure. The bytes tell what the server can do, the objects what a program gets.
 *
 * <p>The client takes the rows of an answer out of a linked list by their index (azure-monitor-query 1.5.2), which takes
 * time by the square of their number: 100,000 rows need minutes. So the objects are read in slices, as the published way
 * to split a large query does.
 */
public final class ClientBenchmark {

    private static final long SEED = 20_250_103;
    private static final int USUAL_ROWS = 500_000;
    private static final int SLICE = 5_000;
    private static final int COLUMNS = 10;
    private static final int RUNS = 5;
    private static final String HEAP = "512m";
    private static final String QUERY = "set notruncation; " + WireServer.TABLE
            + " %s | project TimeGenerated, Level, Message, DurationMs, UserId, Bytes, Status, Ok, Region, Properties";

    private final ServedTable server;
    private final int rows;
    private final LogsQueryClient client;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ClientBenchmark(ServedTable server, int rows) {
        this.rows = rows;
        this.server = server;
        this.client = new LogsQueryClientBuilder()
                .endpoint(server.address() + "/v1")
                .credential(request -> Mono.just(new AccessToken(
                        server.key(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))))
                .buildClient();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL_ROWS;
        try (ServedTable server = ServedTable.start(SEED, rows, HEAP)) {
            System.setProperty("javax.net.ssl.trustStore", server.trustStore().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
            new ClientBenchmark(server, rows).run();
        }
    }

    /** Reads an answer and tells what it held. */
    @FunctionalInterface
    private interface Reading {
        String read() throws IOException, InterruptedException;
    }

    private void run() throws IOException, InterruptedException {
        System.out.printf("a server with -Xmx%s; rows of %d columns, over TLS%n", HEAP, COLUMNS);
        System.out.println(
                "read as        rows        s     rows/s   processor s: server client   server's peak heap MB");
        String sums = sums();
        for (int run = 0; run < RUNS; run++) {
            measure("bytes", this::bytes);
            String read = measure("objects", this::objects);
            if (!read.equals(sums)) {
                throw new IllegalStateException("The client read %s of %s".formatted(read, sums));
            }
        }
        http.close();
    }

    private String measure(String what, Reading reading) throws IOException, InterruptedException {
        System.gc();
        server.resetPeak();
        double serverBefore = processorSeconds(server.process().toHandle());
        double clientBefore = processorSeconds(ProcessHandle.current());
        long start = System.nanoTime();
        String result = reading.read();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-10s %,8d %8.2f %,10.0f %21.2f %6.2f %23d%n",
                what,
                rows,
                seconds,
                rows / seconds,
                processorSeconds(server.process().toHandle()) - serverBefore,
                processorSeconds(ProcessHandle.current()) - clientBefore,
                server.peak() >> 20);
        return result;
    }

    private static double processorSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** The answer's sums, as the server counts them. */
    private String sums() {
        String query = WireServer.TABLE + " | summarize count(), sum(UserId), sum(Bytes), sum(strlen(Message)),"
                + " sum(tolong(round(DurationMs * 1000)))";
        StringBuilder text = new StringBuilder();
        ask(query)
                .getTable()
                .getRows()
                .getFirst()
                .getRow()
                .forEach(cell -> text.append(cell.getValueAsString()).append(' '));
        return text.toString();
    }

    private String objects() {
        long[] sums = new long[5];
        int slices = Math.max(1, rows / SLICE);
        for (int slice = 0; slice < slices; slice++) {
            add(sums, QUERY.formatted("| where UserId %% %d == %d".formatted(slices, slice)));
        }
        return Arrays.stream(sums).mapToObj(sum -> sum + " ").collect(Collectors.joining());
    }

    private void add(long[] sums, String query) {
        long users = 0;
        long bytes = 0;
        long letters = 0;
        long micros = 0;
        List<LogsTableRow> answered = ask(query).getTable().getRows();
        for (LogsTableRow row : answered) {
            if (row.getRow().size() != COLUMNS) {
                throw new IllegalStateException(
                        "A row of %d cells".formatted(row.getRow().size()));
            }
            letters += row.getRow().get(2).getValueAsString().length();
            micros += Math.round(row.getRow().get(3).getValueAsDouble() * 1000);
            users += row.getRow().get(4).getValueAsLong();
            bytes += row.getRow().get(5).getValueAsLong();
        }
        long[] found = {answered.size(), users, bytes, letters, micros};
        Arrays.setAll(sums, index -> sums[index] + found[index]);
    }

    private LogsQueryResult ask(String query) {
        LogsQueryOptions options = new LogsQueryOptions().setServerTimeout(Duration.ofMinutes(5));
        return client.queryWorkspaceWithResponse(
                        server.workspaceId(), query, QueryTimeInterval.ALL, options, Context.NONE)
                .getValue();
    }

    private String bytes() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.address() + "/v1/workspaces/" + server.workspaceId() + "/query"))
                .header("X-Api-Key", server.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + QUERY.formatted("") + "\"}"))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = response.body()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
            }
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Status " + response.statusCode());
        }
        return size + " bytes";
    }
}
