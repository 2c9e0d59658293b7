package dev.halcyon.bench.wire;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** An answer of 500,000 rows of ten columns, read to its end by a client of the same process. */
public final class QueryBenchmark {

    private static final long SEED = 20_250_103;
    private static final int ROWS = 500_000;
    private static final int BODY = 1_048_576;
    private static final int RUNS = 5;
    private static final String QUERY = WireServer.TABLE
            + " | take 500000 | project TimeGenerated, Level, Message, DurationMs, UserId, Bytes, Status, Ok, Region,"
            + " Properties";

    private QueryBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (WireServer server = new WireServer()) {
            WireRows rows = new WireRows(SEED);
            int stored = 0;
            while (stored < ROWS) {
                WireRows.Body body = rows.body(ROWS - stored, BODY);
                server.upload(body.bytes());
                stored += body.rows();
            }
            String unlimited = "set notruncation; " + QUERY;
            System.out.println("rows        bytes        s     rows/s   peak heap MB");
            for (int run = 0; run < RUNS; run++) {
                System.gc();
                pools(MemoryPoolMXBean::resetPeakUsage);
                long start = System.nanoTime();
                long size = server.query(unlimited);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%,d %,12d %8.2f %,10.0f %10d%n", ROWS, size, seconds, ROWS / seconds, peakHeap() >> 20);
            }
        }
    }

    private static long peakHeap() {
        long[] sum = {0};
        pools(pool -> sum[0] += pool.getPeakUsage().getUsed());
        return sum[0];
    }

    private static void pools(java.util.function.Consumer<MemoryPoolMXBean> action) {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                action.accept(pool);
            }
        }
    }
}
