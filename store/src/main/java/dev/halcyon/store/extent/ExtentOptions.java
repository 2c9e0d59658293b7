package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.ExtentLayout;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.table.StandardColumns;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sizes of extents.
 *
 * @param rows an open extent with so many rows is closed, and merging makes none with more
 * @param bytes of billed size; an open extent with so many is closed too, however few its rows, and merging makes none with
 *     more
 * @param age an open extent whose first row has waited so long is closed
 * @param mergeFactor so many sealed extents of like size become one
 * @param groupRows rows of a row group, see {@link ExtentLayout}
 * @param indexShare most bytes of the token filters, as a share of the values before compression; 0 for no filters
 * @param freeBytes so much free space within the file, if it is a quarter of the file too, is given back
 * @param unindexed tables ({@code T}) and columns ({@code T.C}) that get no token filter
 */
public record ExtentOptions(
        long rows,
        long bytes,
        Duration age,
        int mergeFactor,
        int groupRows,
        double indexShare,
        long freeBytes,
        Set<String> unindexed) {

    private static final int GROUPS = 32;
    private static final long FREE_BYTES = 256L << 20;

    /**
     * What is sealed is sorted at once and is there twice until it is done. Rows of usual logs, of some hundred bytes, are
     * too many before they are too large; longer ones are bounded by this.
     */
    private static final long BYTES = 1L << 30;

    /** Half of what the engine keeps together: it skips within that too, and a needle costs half as much. */
    private static final int GROUP_ROWS = ExtentLayout.ENGINE_GROUP_ROWS / 2;

    /** 32 row groups or an hour; eight make one; token filters take at most about a tenth of what the rows take on disk. */
    public static final ExtentOptions STANDARD =
            new ExtentOptions((long) GROUPS * GROUP_ROWS, Duration.ofHours(1), 8, GROUP_ROWS, 0.03);

    public ExtentOptions {
        Objects.requireNonNull(age, "age");
        unindexed = Set.copyOf(unindexed);
        if (rows < 1 || bytes < 1 || mergeFactor < 2 || indexShare < 0) {
            throw new IllegalArgumentException(
                    "rows %d, bytes %d, mergeFactor %d, indexShare %s".formatted(rows, bytes, mergeFactor, indexShare));
        }
    }

    /** With token filters of every table. */
    public ExtentOptions(long rows, Duration age, int mergeFactor, int groupRows, double indexShare) {
        this(rows, BYTES, age, mergeFactor, groupRows, indexShare, FREE_BYTES, Set.of());
    }

    /** The same sizes with other token filters. */
    public ExtentOptions withIndex(double share, Set<String> without) {
        return new ExtentOptions(rows, bytes, age, mergeFactor, groupRows, share, freeBytes, without);
    }

    /** The same with another bound of free space. */
    public ExtentOptions withFreeBytes(long free) {
        return new ExtentOptions(rows, bytes, age, mergeFactor, groupRows, indexShare, free, unindexed);
    }

    /** The same with another size at which an open extent is closed. */
    public ExtentOptions withBytes(long size) {
        return new ExtentOptions(rows, size, age, mergeFactor, groupRows, indexShare, freeBytes, unindexed);
    }

    /** How a table's sealed extents are laid out: by event time, with every string and dynamic column that shows. */
    public ExtentLayout layout(TableSchema table) {
        Set<String> indexed = indexShare == 0 || unindexed.contains(table.name())
                ? Set.of()
                : table.columns().stream()
                        .filter(column -> column.type() == ScalarType.STRING || column.type() == ScalarType.DYNAMIC)
                        .filter(column -> !table.hidden().contains(column.name()))
                        .filter(column -> !unindexed.contains(table.name() + "." + column.name()))
                        .map(column -> column.name())
                        .collect(Collectors.toSet());
        return new ExtentLayout(
                StandardColumns.TIME_GENERATED.name(),
                StandardColumns.TIME_RECEIVED.name(),
                indexed,
                indexShare,
                groupRows);
    }
}
