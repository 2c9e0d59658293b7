package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.explain.BinnedColumn;
import dev.halcyon.analytics.explain.Condition;
import dev.halcyon.analytics.explain.RowWeights;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.kql.type.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Texts, truth values and GUIDs: the frequent values, and those frequent where the condition holds. */
final class ValueColumn extends ExplainingColumn {

    /** Of either; together they fit a byte. */
    private static final int FREQUENT = 100;

    private final CodeBook book;
    private int[] cells = new int[1024];
    private List<@Nullable Object> values = List.of();

    ValueColumn(Column column, CodeBook book) {
        super(column);
        this.book = book;
    }

    @Override
    void add(RowReader reader, int position, int row, ComputationGuard guard) {
        if (row == cells.length) {
            guard.reserve((long) Integer.BYTES * row);
            cells = Arrays.copyOf(cells, 2 * row);
        }
        cells[row] = book.code(reader, position, guard);
    }

    @Override
    BinnedColumn bin(boolean[] truth, RowWeights weights, int bins) {
        int[] ranks = book.ranks();
        long[] counts = new long[ranks.length];
        long[] holding = new long[ranks.length];
        for (int row = 0; row < truth.length; row++) {
            cells[row] = ranks[cells[row]];
            counts[cells[row]] += weights.units(row);
            holding[cells[row]] += truth[row] ? weights.units(row) : 0;
        }
        int[] chosen = IntStream.concat(frequent(counts), frequent(holding))
                .distinct()
                .sorted()
                .toArray();
        int[] codes = new int[ranks.length];
        Arrays.fill(codes, BinnedColumn.OTHER);
        for (int code = 0; code < chosen.length; code++) {
            codes[chosen[code]] = code;
        }
        byte[] binned = new byte[truth.length];
        for (int row = 0; row < truth.length; row++) {
            binned[row] = (byte) codes[cells[row]];
        }
        List<@Nullable Object> sorted = book.sorted();
        values = Arrays.stream(chosen).<@Nullable Object>mapToObj(sorted::get).toList();
        cells = new int[0];
        return new BinnedColumn(binned, 0, chosen.length);
    }

    private static IntStream frequent(long[] counts) {
        return IntStream.range(0, counts.length)
                .filter(rank -> counts[rank] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer rank) -> -counts[rank])
                        .thenComparing(rank -> rank))
                .limit(FREQUENT)
                .mapToInt(rank -> rank);
    }

    @Override
    String predicate(Condition condition) {
        Object value = values.get(condition.from());
        if (value == null) {
            return "isnull(%s)".formatted(name());
        }
        return name() + " == " + (value instanceof String text ? quoted(text) : literal(value));
    }

    private static String literal(Object value) {
        return value instanceof Boolean ? value.toString() : "guid(%s)".formatted(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    Json json(Condition condition) {
        Object value = values.get(condition.from());
        Map<String, Json> bag = bag(value == null ? "isnull" : "==");
        if (value != null) {
            bag.put("value", value instanceof Boolean bool ? new Json.Bool(bool) : new Json.Text(value.toString()));
        }
        return new Json.Bag(bag);
    }
}
