package dev.halcyon.engine.runtime.table;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each bin was counted among rows of the same dimensions. */
final class BinCounts {

    private static final int BIN_BYTES = 64;

    private final TreeMap<Long, Long> counts = new TreeMap<>();

    void add(long bin, ComputationGuard guard) {
        if (counts.merge(bin, 1L, Long::sum) == 1) {
            guard.reserve(BIN_BYTES);
        }
    }

    /** Writes a row of bin, dimensions and count for each bin, in order, and forgets them. */
    void write(RowKey dimensions, RowSink output, ComputationGuard guard) {
        counts.forEach((bin, count) -> {
            @Nullable Object[] row = new Object[dimensions.size() + 2];
            row[0] = bin;
            dimensions.copyTo(row, 1);
            row[row.length - 1] = count;
            output.add(row);
        });
        guard.release((long) counts.size() * BIN_BYTES);
        counts.clear();
    }
}
