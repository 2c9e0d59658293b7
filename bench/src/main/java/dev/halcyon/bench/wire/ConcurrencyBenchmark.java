package dev.halcyon.bench.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sixteen queries and eight writers at once through a whole server: first each alone, then both. Every answer is checked:
 * counts are whole requests and never fewer than were acknowledged before the query was sent.
 */
public final class ConcurrencyBenchmark {

    private static final long SEED = 20_250_104;
    private static final int READERS = 16;
    private static final int WRITERS = 8;
    private static final int BODY_ROWS = 100;
    private static final int BODIES = 32;
    private static final int LARGE = 1_048_576;
    private static final long STORED_ROWS = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final List<String> QUERIES = List.of(
            WireServer.TABLE + " | count",
            WireServer.TABLE + " | summarize count() by Level | summarize sum(count_)",
            WireServer.TABLE + " | where Message has 'gateway' | count",
            WireServer.TABLE + " | summarize Rows = count() by bin(TimeGenerated, 1h), Region | summarize sum(Rows)");

    private final WireServer server;
    private final List<WireRows.Body> bodies;
    private final AtomicLong acknowledged = new AtomicLong();

    private ConcurrencyBenchmark(WireServer server, List<WireRows.Body> bodies) {
        this.server = server;
        this.bodies = bodies;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 20;
        System.out.printf(
                Locale.ROOT,
                "seed %d, %d s each, over %,d rows; writers send %d rows a request%n",
                SEED,
                seconds,
                STORED_ROWS,
                BODY_ROWS);
        try (WireServer server = new WireServer(READERS)) {
            WireRows rows = new WireRows(SEED);
            List<WireRows.Body> bodies = new ArrayList<>();
            for (int body = 0; body < BODIES; body++) {
                bodies.add(rows.body(BODY_ROWS, LARGE));
            }
            ConcurrencyBenchmark benchmark = new ConcurrencyBenchmark(server, bodies);
            WireRows.Body large = rows.body(Integer.MAX_VALUE, LARGE);
            while (benchmark.acknowledged.get() < STORED_ROWS) {
                server.upload(large.bytes());
                benchmark.acknowledged.addAndGet(large.rows());
            }
            benchmark.run("warm-up", 4, 2, Math.max(3, seconds / 4));
            System.out.println(
                    "load                     queries/s    p50 ms    p99 ms   requests/s    p50 ms    p99 ms");
            benchmark.run("8 writers", 0, WRITERS, seconds);
            benchmark.run("16 queries", READERS, 0, seconds);
            benchmark.run("16 queries, 8 writers", READERS, WRITERS, seconds);
            if (server.rows() != benchmark.acknowledged.get()) {
                throw new IllegalStateException("%d rows were acknowledged, %d are stored"
                        .formatted(benchmark.acknowledged.get(), server.rows()));
            }
        }
    }

    private void run(String name, int readers, int writers, long seconds)
            throws InterruptedException, ExecutionException {
        AtomicBoolean on = new AtomicBoolean(true);
        List<long[]> times = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> queries = new ArrayList<>();
            List<Future<List<Long>>> appends = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                int first = reader;
                queries.add(threads.submit(timed(on, index -> ask(first + index))));
            }
            for (int writer = 0; writer < writers; writer++) {
                int first = writer;
                appends.add(threads.submit(timed(on, index -> send(first + index))));
            }
            Thread.sleep(seconds * 1000);
            on.set(false);
            times.add(all(queries));
            times.add(all(appends));
        }
        if (!name.equals("warm-up")) {
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %s   %s%n",
                    name,
                    figures(times.get(0), seconds),
                    figures(times.get(1), seconds));
        }
    }

    /** Something that is done again and again. */
    private interface Work {
        void run(int index) throws IOException, InterruptedException;
    }

    private static Callable<List<Long>> timed(AtomicBoolean on, Work work) {
        return () -> {
            List<Long> times = new ArrayList<>();
            for (int index = 0; on.get(); index++) {
                long start = System.nanoTime();
                work.run(index);
                times.add(System.nanoTime() - start);
            }
            return times;
        };
    }

    private void ask(int index) throws IOException, InterruptedException {
        long before = acknowledged.get();
        long rows = WireServer.number(server.answer(QUERIES.get(index % QUERIES.size())));
        if (rows < before) {
            throw new IllegalStateException("%d rows were acknowledged, %d were found".formatted(before, rows));
        }
    }

    private void send(int index) throws IOException, InterruptedException {
        WireRows.Body body = bodies.get(index % bodies.size());
        server.upload(body.bytes());
        acknowledged.addAndGet(body.rows());
    }

    private static long[] all(List<Future<List<Long>>> work) throws InterruptedException, ExecutionException {
        List<Long> times = new ArrayList<>();
        for (Future<List<Long>> each : work) {
            times.addAll(each.get());
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static String figures(long[] sorted, long seconds) {
        return sorted.length == 0
                ? "%9s %9s %9s".formatted("-", "-", "-")
                : String.format(
                        Locale.ROOT,
                        "%9.0f %9.1f %9.1f",
                        sorted.length / (double) seconds,
                        sorted[sorted.length / 2] * 1000.0 / NANOS_PER_SECOND,
                        sorted[sorted.length * 99 / 100] * 1000.0 / NANOS_PER_SECOND);
    }
}
