package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows into the columns of the table that receives them: columns the table lacks are dropped, values take the
 * column's type, what does not convert is null.
 */
final class TableFitting {

    private static final int GUID_LENGTH = 36;

    /** Reads one cell of the row the reader stands at; null for a missing value. */
    private interface Cells {
        @Nullable
        Object value(int column, ScalarType type);
    }

    private final List<Column> wanted = new ArrayList<>();
    private final List<Integer> sources = new ArrayList<>();
    private final List<Column> produced;

    private TableFitting(List<Column> produced, List<Column> table) {
        this.produced = produced;
        for (int index = 0; index < produced.size(); index++) {
            String name = produced.get(index).name();
            Optional<Column> target =
                    table.stream().filter(column -> column.name().equals(name)).findFirst();
            if (target.isPresent()) {
                wanted.add(target.get());
                sources.add(index);
            }
        }
    }

    /** The rows of a result; reads it to its end. */
    static RowBlock fit(RowCursor cursor, List<Column> table) {
        TableFitting fitting = new TableFitting(cursor.columns(), table);
        RowBlockBuilder rows = RowBlock.builder(fitting.wanted);
        while (cursor.next()) {
            rows.add(fitting.row((column, type) -> cell(cursor, column, type)));
        }
        return rows.build();
    }

    /** The same for rows at hand. */
    static RowBlock fit(RowBlock block, List<Column> table) {
        TableFitting fitting = new TableFitting(block.columns(), table);
        if (fitting.keepsTypes()) {
            List<ColumnValues> kept =
                    fitting.sources.stream().map(block.values()::get).toList();
            return new RowBlock(fitting.wanted, kept, block.rowCount());
        }
        RowBlockBuilder rows = RowBlock.builder(fitting.wanted);
        for (int index = 0; index < block.rowCount(); index++) {
            int row = index;
            rows.add(fitting.row((column, type) -> RowBlocks.cell(block.values().get(column), row, type)));
        }
        return rows.build();
    }

    private boolean keepsTypes() {
        for (int index = 0; index < wanted.size(); index++) {
            if (wanted.get(index).type() != produced.get(sources.get(index)).type()) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object[] row(Cells cells) {
        @Nullable Object[] row = new Object[wanted.size()];
        for (int index = 0; index < row.length; index++) {
            int source = sources.get(index);
            ScalarType from = produced.get(source).type();
            Object value = cells.value(source, from);
            row[index] = value == null
                    ? null
                    : convert(value, from, wanted.get(index).type());
        }
        return row;
    }

    private static @Nullable Object cell(RowCursor cursor, int column, ScalarType type) {
        if (cursor.isNull(column)) {
            return null;
        }
        return switch (type) {
            case BOOL -> cursor.getBoolean(column);
            case INT -> (int) cursor.getLong(column);
            case LONG, DATETIME, TIMESPAN -> cursor.getLong(column);
            case REAL -> cursor.getReal(column);
            case DECIMAL -> cursor.getDecimal(column);
            case GUID -> cursor.getGuid(column);
            case STRING, DYNAMIC -> cursor.getString(column);
        };
    }

    private static @Nullable Object convert(Object value, ScalarType from, ScalarType wanted) {
        return switch (wanted) {
            case INT -> value instanceof Number number ? whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
            case LONG -> value instanceof Number number ? whole(number, Long.MIN_VALUE, Long.MAX_VALUE) : null;
            case REAL -> value instanceof Number number ? number.doubleValue() : null;
            case DECIMAL -> value instanceof Number number ? decimal(number) : null;
            case GUID -> value instanceof UUID ? value : guid(value.toString());
            case STRING -> from == ScalarType.DYNAMIC ? DynamicText.plain(value.toString()) : value.toString();
            case DYNAMIC -> from == ScalarType.STRING ? DynamicText.parse(value.toString()) : value;
            case BOOL, DATETIME, TIMESPAN -> value;
        };
    }

    private static @Nullable Object whole(Number number, long minimum, long maximum) {
        if (number instanceof Double real && !Double.isFinite(real)) {
            return null;
        }
        BigDecimal exact = Objects.requireNonNull(decimal(number));
        if (exact.stripTrailingZeros().scale() > 0
                || exact.compareTo(BigDecimal.valueOf(minimum)) < 0
                || exact.compareTo(BigDecimal.valueOf(maximum)) > 0) {
            return null;
        }
        return exact.longValue();
    }

    private static @Nullable BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case Double real -> Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static @Nullable UUID guid(String text) {
        // The library also takes shorter groups of digits, which are no guid.
        if (text.length() != GUID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
