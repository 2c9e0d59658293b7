package dev.halcyon.bench.wire;

import java.io.IOException;

/** An answer of 500,000 rows of ten columns, read to its end by a client of the same process. */
public final class QueryBenchmark {

    private static final long SEED = 20_250_103;
    private static final int ROWS = 500_000;
    private static final int RUNS = 5;
    private static final String QUERY = WireServer.TABLE
            + " | take 500000 | project TimeGenerated, Level, Message, DurationMs, UserId, Bytes, Status, Ok, Region,"
            + " Properties";

    private QueryBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (WireServer server = new WireServer()) {
            server.fill(new WireRows(SEED), ROWS);
            String unlimited = "set notruncation; " + QUERY;
            System.out.println("rows        bytes        s     rows/s   peak heap MB");
            for (int run = 0; run < RUNS; run++) {
                PeakHeap.reset();
                long start = System.nanoTime();
                long size = server.query(unlimited);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%,d %,12d %8.2f %,10.0f %10d%n", ROWS, size, seconds, ROWS / seconds, PeakHeap.bytes() >> 20);
            }
        }
    }
}
