package dev.halcyon.bench.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long it takes until rows can be queried: after each 204 the query API is asked for the rows of that upload, again
 * and again until it finds them all. Once on a quiet server, once while another sender uploads bodies of 1 MB.
 */
public final class VisibilityBenchmark {

    private static final long SEED = 20_250_104;
    private static final int ROWS = 10;
    private static final int LARGE = 1_048_576;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private VisibilityBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int uploads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        System.out.printf("seed %d, %d uploads of %d rows each%n", SEED, uploads, ROWS);
        System.out.println("load             found at once   p50 ms    p99 ms    max ms");
        try (WireServer server = new WireServer()) {
            measure(server, "(warm-up)", Math.max(uploads / 10, 10), 0);
            measure(server, "quiet", uploads, 1_000_000);
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                byte[] large = new WireRows(SEED).body(Integer.MAX_VALUE, LARGE).bytes();
                Future<Integer> load = other.submit(() -> {
                    int sent = 0;
                    while (!over.get()) {
                        server.upload(large);
                        sent++;
                    }
                    return sent;
                });
                try {
                    measure(server, "1 MB bodies", uploads, 2_000_000);
                } finally {
                    over.set(true);
                }
                System.out.printf("meanwhile another sender uploaded %d bodies of 1 MB%n", load.get());
            }
        }
    }

    private static void measure(WireServer server, String name, int uploads, int firstId)
            throws IOException, InterruptedException {
        long[] times = new long[uploads];
        int atOnce = 0;
        for (int upload = 0; upload < uploads; upload++) {
            String mark = "mark-%d-%d".formatted(firstId, upload);
            server.upload(body(mark));
            long acknowledged = System.nanoTime();
            int asked = 0;
            do {
                if (System.nanoTime() - acknowledged > PATIENCE_NANOS) {
                    throw new IllegalStateException(mark + " is not visible after a minute");
                }
                asked++;
            } while (!server.answer(WireServer.TABLE + " | where Region == '" + mark + "' | count")
                    .contains("\"rows\":[[" + ROWS + "]]"));
            times[upload] = System.nanoTime() - acknowledged;
            atOnce += asked == 1 ? 1 : 0;
        }
        Arrays.sort(times);
        System.out.printf(
                "%-16s%11d / %d %8.1f %9.1f %9.1f%n",
                name,
                atOnce,
                uploads,
                millis(times[uploads / 2]),
                millis(times[uploads * 99 / 100]),
                millis(times[uploads - 1]));
    }

    private static byte[] body(String mark) {
        StringBuilder text = new StringBuilder("[");
        for (int row = 0; row < ROWS; row++) {
            text.append(row == 0 ? "" : ",")
                    .append("{\"TimeGenerated\":\"2025-01-01T00:00:00Z\",\"UserId\":")
                    .append(row)
                    .append(",\"Region\":\"")
                    .append(mark)
                    .append("\"}");
        }
        return text.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
