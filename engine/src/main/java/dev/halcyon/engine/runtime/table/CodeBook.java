package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Codes for the values of a column, from 0, given as they come; afterwards their order. */
abstract class CodeBook {

    private static final int ENTRY_BYTES = 64;
    private static final int NONE = -1;

    private final List<@Nullable Object> values = new ArrayList<>();
    private int missing = NONE;

    /** For the values of a column. */
    static CodeBook of(ScalarType type) {
        return RowValues.isWhole(type) ? new WholeCodeBook() : new ObjectCodeBook();
    }

    /** The code of a cell. */
    final int code(RowReader row, int column, ComputationGuard guard) {
        if (!row.isNull(column)) {
            return present(row, column, guard);
        }
        if (missing == NONE) {
            missing = add(null, guard);
        }
        return missing;
    }

    /** The code of a cell that is not null. */
    abstract int present(RowReader row, int column, ComputationGuard guard);

    /** Gives a value the next code. */
    final int add(@Nullable Object value, ComputationGuard guard) {
        guard.reserve(ENTRY_BYTES + RowValues.bytes(value));
        values.add(value);
        return values.size() - 1;
    }

    /** How many codes there are. */
    int size() {
        return values.size();
    }

    @Nullable
    Object value(int code) {
        return values.get(code);
    }

    /** Codes by their values from the smallest on, null first. */
    int[] ordered(int[] codes) {
        return Arrays.stream(codes)
                .boxed()
                .sorted(Comparator.comparing(this::value, CodeBook::compare))
                .mapToInt(code -> code)
                .toArray();
    }

    /** The place of each code among the sorted values. */
    int[] ranks() {
        int[] order = ordered(IntStream.range(0, size()).toArray());
        int[] ranks = new int[order.length];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    /** The values from the smallest on, null first. */
    List<@Nullable Object> sorted() {
        List<@Nullable Object> sorted = new ArrayList<>();
        for (int code = 0; code < size(); code++) {
            sorted.add(value(code));
        }
        sorted.sort(CodeBook::compare);
        return sorted;
    }

    /** Values of a column are of one class. */
    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
