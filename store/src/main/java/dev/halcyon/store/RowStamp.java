package dev.halcyon.store;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.table.StandardColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Gives rows the values of the standard columns (ingestion.md section 5). */
final class RowStamp {

    /** Tables whose rows Azure Monitor does not bill. */
    private static final Set<String> FREE = Set.of("AzureActivity", "Heartbeat", "Operation", "Usage");

    /** Of {@code yyyy-MM-ddTHH:mm:ssZ}. */
    private static final int WHOLE_SECONDS = 20;

    /** Of {@code yyyy-MM-ddTHH:mm:ss.fffffffZ}. */
    private static final int WITH_FRACTION = 28;

    private static final int SUBSCRIPTION_SEGMENT = 2;

    private final WorkspaceIdentity identity;

    RowStamp(WorkspaceIdentity identity) {
        this.identity = identity;
    }

    static boolean isFree(String table) {
        return FREE.contains(table);
    }

    /** The billed size of rows; 0 when they are not stamped. */
    static double billedBytes(RowBlock stamped) {
        int index = stamped.columns().indexOf(StandardColumns.BILLED_SIZE);
        if (index < 0) {
            return 0;
        }
        ColumnValues.Reals sizes = (ColumnValues.Reals) stamped.values().get(index);
        return Arrays.stream(sizes.values()).sum();
    }

    /** The rows with every standard column; a missing {@code TimeGenerated} becomes the time of reception. */
    RowBlock stamp(String table, RowBlock rows, Reception reception) {
        List<Column> columns = new ArrayList<>();
        List<ColumnValues> values = new ArrayList<>();
        int count = rows.rowCount();
        ColumnValues timeGenerated = constant(count, reception.receivedTicks());
        for (int index = 0; index < rows.columns().size(); index++) {
            Column column = rows.columns().get(index);
            if (column.equals(StandardColumns.TIME_GENERATED)) {
                timeGenerated = filled((ColumnValues.Longs) rows.values().get(index), reception.receivedTicks());
            } else if (!StandardColumns.isReserved(column.name())) {
                columns.add(column);
                values.add(rows.values().get(index));
            }
        }
        columns.add(StandardColumns.TIME_GENERATED);
        values.add(timeGenerated);
        double[] sizes = sizes(columns, values, count);

        String resourceId = reception.resourceId().toLowerCase(Locale.ROOT);
        columns.add(StandardColumns.TENANT_ID);
        values.add(constant(count, identity.customerId().toString()));
        columns.add(StandardColumns.TYPE);
        values.add(constant(count, table));
        columns.add(StandardColumns.TIME_RECEIVED);
        values.add(constant(count, reception.receivedTicks()));
        columns.add(StandardColumns.ITEM_ID);
        values.add(itemIds(count));
        columns.add(StandardColumns.RESOURCE_ID);
        values.add(constant(count, resourceId));
        columns.add(StandardColumns.SUBSCRIPTION_ID);
        values.add(constant(count, subscription(resourceId)));
        columns.add(StandardColumns.IS_BILLABLE);
        values.add(constant(count, FREE.contains(table) ? "false" : "true"));
        columns.add(StandardColumns.BILLED_SIZE);
        values.add(new ColumnValues.Reals(sizes, new boolean[count]));
        return new RowBlock(columns, values, count);
    }

    private static String subscription(String resourceId) {
        String[] segments = resourceId.split("/", -1);
        return segments.length > SUBSCRIPTION_SEGMENT && segments[1].equals("subscriptions")
                ? segments[SUBSCRIPTION_SEGMENT]
                : "";
    }

    private static ColumnValues filled(ColumnValues.Longs given, long missing) {
        long[] values = given.values().clone();
        for (int row = 0; row < values.length; row++) {
            if (given.isNull(row)) {
                values[row] = missing;
            }
        }
        return new ColumnValues.Longs(values, new boolean[values.length]);
    }

    private static ColumnValues constant(int count, long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return new ColumnValues.Longs(values, new boolean[count]);
    }

    private static ColumnValues constant(int count, String value) {
        String[] values = new String[count];
        Arrays.fill(values, value);
        return new ColumnValues.Texts(values);
    }

    private static ColumnValues itemIds(int count) {
        // One random start for the block and then counting: unique, and one draw of randomness instead of thousands.
        UUID start = UUID.randomUUID();
        String[] values = new String[count];
        for (int row = 0; row < count; row++) {
            values[row] = new UUID(start.getMostSignificantBits(), start.getLeastSignificantBits() + row).toString();
        }
        return new ColumnValues.Texts(values);
    }

    private static double[] sizes(List<Column> columns, List<ColumnValues> values, int count) {
        double[] sizes = new double[count];
        for (int index = 0; index < columns.size(); index++) {
            ScalarType type = columns.get(index).type();
            ColumnValues column = values.get(index);
            for (int row = 0; row < count; row++) {
                if (!column.isNull(row)) {
                    sizes[row] += size(type, column, row);
                }
            }
        }
        return sizes;
    }

    private static int size(ScalarType type, ColumnValues column, int row) {
        return switch (column) {
            case ColumnValues.Bools bools ->
                Boolean.toString(bools.values()[row]).length();
            case ColumnValues.Longs longs -> size(type, longs.values()[row]);
            case ColumnValues.Reals reals ->
                Double.toString(reals.values()[row]).length();
            case ColumnValues.Decimals decimals ->
                Objects.requireNonNull(decimals.values()[row]).toString().length();
            case ColumnValues.Guids guids ->
                Objects.requireNonNull(guids.values()[row]).toString().length();
            case ColumnValues.Texts texts -> utf8Length(Objects.requireNonNull(texts.values()[row]));
        };
    }

    /** Counted, not made: this runs over every text that is stored. */
    private static int utf8Length(String text) {
        int length = text.length();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character >= 0x800) {
                // Half of a pair counts two: four bytes for both.
                length += Character.isSurrogate(character) ? 1 : 2;
            } else if (character >= 0x80) {
                length++;
            }
        }
        return length;
    }

    private static int size(ScalarType type, long value) {
        if (type == ScalarType.DATETIME) {
            // As long as its text, which is not made for this alone.
            return value % Ticks.PER_SECOND == 0 ? WHOLE_SECONDS : WITH_FRACTION;
        }
        return type == ScalarType.TIMESPAN
                ? Ticks.timespanText(value).length()
                : Long.toString(value).length();
    }
}
