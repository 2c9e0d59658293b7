package dev.halcyon.bench.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Uploads through the Logs Ingestion API: small and large bodies, over one and over eight connections. */
public final class IngestionBenchmark {

    private static final long SEED = 20_250_102;
    private static final int BODIES = 16;
    private static final int LARGE = 1_048_576;
    private static final int SMALL_ROWS = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private IngestionBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 15;
        boolean ids = arguments.length > 1 && arguments[1].equals("ids");
        System.out.printf(
                "seed %d, %d s each, rows durable before the answer, requests %s ids of their own%n",
                SEED, seconds, ids ? "with" : "without");
        System.out.println("body        connections   rows/s      MB/s    p50 ms    p99 ms   requests");
        try (WireServer server = new WireServer()) {
            WireRows rows = new WireRows(SEED);
            List<WireRows.Body> small = bodies(rows, SMALL_ROWS);
            List<WireRows.Body> large = bodies(rows, Integer.MAX_VALUE);
            measure(server, ids, "warm-up", large, 2, Math.max(seconds / 2, 3));
            for (int connections : new int[] {1, 8}) {
                measure(server, ids, "100 rows", small, connections, seconds);
                measure(server, ids, "1 MB", large, connections, seconds);
            }
        }
    }

    private static List<WireRows.Body> bodies(WireRows rows, int mostRows) {
        List<WireRows.Body> bodies = new ArrayList<>();
        for (int index = 0; index < BODIES; index++) {
            bodies.add(rows.body(mostRows, LARGE));
        }
        return bodies;
    }

    private static void measure(
            WireServer server, boolean ids, String name, List<WireRows.Body> bodies, int connections, long seconds)
            throws IOException, InterruptedException, ExecutionException {
        long before = server.rows();
        AtomicLong rows = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        List<Long> times = new ArrayList<>();
        long start = System.nanoTime();
        long deadline = start + seconds * NANOS_PER_SECOND;
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int sender = 0; sender < connections; sender++) {
                int first = sender;
                work.add(() -> {
                    List<Long> own = new ArrayList<>();
                    for (int index = first; System.nanoTime() < deadline; index++) {
                        WireRows.Body body = bodies.get(index % bodies.size());
                        long sent = System.nanoTime();
                        server.upload(
                                body.bytes(),
                                ids ? Optional.of(UUID.randomUUID().toString()) : Optional.empty());
                        own.add(System.nanoTime() - sent);
                        rows.addAndGet(body.rows());
                        bytes.addAndGet(body.bytes().length);
                    }
                    return own;
                });
            }
            for (Future<List<Long>> own : senders.invokeAll(work)) {
                times.addAll(own.get());
            }
        }
        double elapsed = (System.nanoTime() - start) / (double) NANOS_PER_SECOND;
        long stored = server.rows() - before;
        if (stored != rows.get()) {
            throw new IllegalStateException("%d rows were sent, %d are stored".formatted(rows.get(), stored));
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%-12s%8d %,13.0f %9.1f %9.1f %9.1f %10d%n",
                name,
                connections,
                rows.get() / elapsed,
                bytes.get() / elapsed / BYTES_PER_MEGABYTE,
                millis(sorted[sorted.length / 2]),
                millis(sorted[sorted.length * 99 / 100]),
                sorted.length);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
