package dev.halcyon.engine.runtime.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Codes for the values of a column, given as they come; afterwards their order. */
final class CodeBook {

    private static final int ENTRY_BYTES = 64;

    private final Map<Object, Integer> codes = new HashMap<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Stands for null in the map. */
    private static final Object MISSING = new Object();

    int code(@Nullable Object value, ComputationGuard guard) {
        Object key = value == null ? MISSING : value;
        Integer code = codes.get(key);
        if (code == null) {
            guard.reserve(ENTRY_BYTES + RowValues.bytes(value));
            code = values.size();
            codes.put(key, code);
            values.add(value);
        }
        return code;
    }

    /** The values from the smallest on, null first. */
    List<@Nullable Object> sorted() {
        List<@Nullable Object> sorted = new ArrayList<>(values);
        sorted.sort(CodeBook::compare);
        return sorted;
    }

    /** The place of each code among the sorted values. */
    int[] ranks() {
        List<Integer> order = new ArrayList<>();
        for (int code = 0; code < values.size(); code++) {
            order.add(code);
        }
        order.sort(Comparator.comparing(values::get, CodeBook::compare));
        int[] ranks = new int[values.size()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[order.get(rank)] = rank;
        }
        return ranks;
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
