package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.explain.BinnedColumn;
import dev.halcyon.analytics.explain.Bins;
import dev.halcyon.analytics.explain.Condition;
import dev.halcyon.analytics.explain.RankCorrelation;
import dev.halcyon.analytics.explain.Ranks;
import dev.halcyon.analytics.explain.RowWeights;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/** Numbers and times: ranges of bins. Reals are kept as longs of the same order. */
final class NumberColumn extends ExplainingColumn {

    /** Fewer values, such as versions that follow each other, can be a cause though they go with the time. */
    private static final int MANY = 24;

    private static final double FOLLOWING = 0.99;
    private static final long NAN = sortable(Double.NaN);

    private final BitSet missing = new BitSet();
    private final boolean real;
    private long[] cells = new long[1024];
    private Bins bins = new Bins(new long[0], new long[0]);

    NumberColumn(Column column) {
        super(column);
        this.real = column.type() == ScalarType.REAL;
    }

    @Override
    void add(RowReader reader, int position, int row, ComputationGuard guard) {
        if (row == cells.length) {
            guard.reserve((long) Long.BYTES * row);
            cells = Arrays.copyOf(cells, 2 * row);
        }
        if (reader.isNull(position)) {
            missing.set(row);
        } else {
            cells[row] = real ? sortable(reader.getReal(position)) : reader.getLong(position);
        }
    }

    /** Both zeros are one value. */
    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private static double real(long sortable) {
        return Double.longBitsToDouble(sortable ^ ((sortable >> 63) & Long.MAX_VALUE));
    }

    private boolean isNumber(int row) {
        return !missing.get(row) && !(real && cells[row] == NAN);
    }

    @Override
    boolean follows(long[] times, Ranks ranks) {
        long[] numbers = new long[times.length];
        long[] theirTimes = new long[times.length];
        int count = 0;
        for (int row = 0; row < times.length; row++) {
            if (isNumber(row) && times[row] != NO_TIME) {
                numbers[count] = cells[row];
                theirTimes[count++] = times[row];
            }
        }
        numbers = Arrays.copyOf(numbers, count);
        theirTimes = Arrays.copyOf(theirTimes, count);
        Ranks ofNumbers = Ranks.of(numbers);
        return ofNumbers.distinct() > MANY
                && RankCorrelation.exceeds(
                        FOLLOWING,
                        numbers,
                        ofNumbers,
                        theirTimes,
                        count == times.length ? ranks : Ranks.of(theirTimes));
    }

    @Override
    BinnedColumn bin(boolean[] truth, RowWeights weights, int parts) {
        long[] numbers = new long[truth.length];
        boolean[] holding = new boolean[truth.length];
        int count = 0;
        for (int row = 0; row < truth.length; row++) {
            if (isNumber(row)) {
                numbers[count] = cells[row];
                holding[count++] = truth[row];
            }
        }
        bins = Bins.of(Arrays.copyOf(numbers, count), Arrays.copyOf(holding, count), parts);
        byte[] codes = new byte[truth.length];
        for (int row = 0; row < truth.length; row++) {
            int code = isNumber(row) ? bins.bin(cells[row]) : missing.get(row) ? bins.count() : BinnedColumn.OTHER;
            codes[row] = (byte) code;
        }
        cells = new long[0];
        return new BinnedColumn(codes, bins.count(), bins.count() + (missing.isEmpty() ? 0 : 1));
    }

    @Override
    String predicate(Condition condition) {
        if (isMissing(condition)) {
            return "isnull(%s)".formatted(name());
        }
        String least = literal(bins.least()[condition.from()]);
        String greatest = literal(bins.greatest()[condition.to()]);
        if (least.equals(greatest)) {
            return "%s == %s".formatted(name(), least);
        }
        if (condition.from() == 0) {
            return "%s <= %s".formatted(name(), greatest);
        }
        return condition.to() == bins.count() - 1
                ? "%s >= %s".formatted(name(), least)
                : "%s between (%s .. %s)".formatted(name(), least, greatest);
    }

    @Override
    Json json(Condition condition) {
        if (isMissing(condition)) {
            return new Json.Bag(bag("isnull"));
        }
        long least = bins.least()[condition.from()];
        long greatest = bins.greatest()[condition.to()];
        boolean upwards = condition.to() == bins.count() - 1;
        Map<String, Json> bag =
                bag(least == greatest ? "==" : condition.from() == 0 ? "<=" : upwards ? ">=" : "between");
        if (least == greatest) {
            bag.put("value", json(least));
        } else {
            if (condition.from() > 0) {
                bag.put("from", json(least));
            }
            if (condition.from() == 0 || !upwards) {
                bag.put("to", json(greatest));
            }
        }
        return new Json.Bag(bag);
    }

    private boolean isMissing(Condition condition) {
        return condition.from() == bins.count();
    }

    private Json json(long value) {
        return switch (column().type()) {
            case REAL -> Json.of(real(value));
            case DATETIME -> new Json.Text(Ticks.datetimeText(value));
            case TIMESPAN -> new Json.Text(Ticks.timespanText(value));
            case INT, LONG -> Json.of(value);
            case BOOL, DECIMAL, DYNAMIC, GUID, STRING -> throw notNumeric();
        };
    }

    private String literal(long value) {
        return switch (column().type()) {
            case REAL -> real(real(value));
            case DATETIME -> "datetime(%s)".formatted(Ticks.fullDatetimeText(value));
            case TIMESPAN -> "timespan(%s)".formatted(Ticks.timespanText(value));
            case INT, LONG -> Long.toString(value);
            case BOOL, DECIMAL, DYNAMIC, GUID, STRING -> throw notNumeric();
        };
    }

    private static String real(double value) {
        return Double.isInfinite(value) ? "real(%sinf)".formatted(value > 0 ? "+" : "-") : "real(%s)".formatted(value);
    }

    private IllegalStateException notNumeric() {
        return new IllegalStateException(column().type() + " is no number");
    }
}
