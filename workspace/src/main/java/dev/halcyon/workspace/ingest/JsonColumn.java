package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects the values of one column while JSON is read. Values in the column's own form are stored as they are read,
 * without an object for each; all others go through {@link ValueReader}, which gives the same for both.
 */
abstract sealed class JsonColumn {

    private static final int FIRST_CAPACITY = 64;

    final ScalarType type;
    private boolean cut;

    private JsonColumn(ScalarType type) {
        this.type = type;
    }

    static JsonColumn of(ScalarType type) {
        return switch (type) {
            case INT, LONG, DATETIME, TIMESPAN -> new Longs(type);
            case REAL -> new Reals();
            case BOOL -> new Bools();
            case STRING, DYNAMIC -> new Texts(type);
            case DECIMAL, GUID -> new Objects(type);
        };
    }

    final void markCut() {
        cut = true;
    }

    /** True when a value was longer than {@link FieldLimit}. */
    final boolean isCut() {
        return cut;
    }

    /** Stores the value at which the parser stands; of several for one row the last one counts. */
    abstract void read(JsonParser parser, int row);

    /** The values of so many rows; rows that nothing was read for are missing. */
    abstract ColumnValues build(int rowCount);

    static int grown(int capacity, int row) {
        return Math.max(FIRST_CAPACITY, Math.max(capacity * 2, row + 1));
    }

    /** Whole numbers and ticks. */
    private static final class Longs extends JsonColumn {
        private long[] values = {};
        private boolean[] present = {};

        Longs(ScalarType type) {
            super(type);
        }

        @Override
        void read(JsonParser parser, int row) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, grown(values.length, row));
                present = Arrays.copyOf(present, values.length);
            }
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && type != ScalarType.DATETIME
                    && type != ScalarType.TIMESPAN) {
                switch (parser.getNumberType()) {
                    case INT, LONG -> {
                        long value = parser.getLongValue();
                        present[row] = type == ScalarType.LONG || (int) value == value;
                        values[row] = present[row] ? value : 0;
                        return;
                    }
                    default -> {
                        // Larger numbers do not fit; the reader of all forms says so.
                    }
                }
            }
            Object value = ValueReader.read(parser, type);
            present[row] = value != null;
            values[row] = value == null ? 0 : ((Number) value).longValue();
        }

        @Override
        ColumnValues build(int rowCount) {
            return new ColumnValues.Longs(Arrays.copyOf(values, rowCount), missing(present, rowCount));
        }
    }

    /** Reals. */
    private static final class Reals extends JsonColumn {
        private double[] values = {};
        private boolean[] present = {};

        Reals() {
            super(ScalarType.REAL);
        }

        @Override
        void read(JsonParser parser, int row) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, grown(values.length, row));
                present = Arrays.copyOf(present, values.length);
            }
            Object value = ValueReader.read(parser, type);
            present[row] = value != null;
            values[row] = value == null ? 0 : (Double) value;
        }

        @Override
        ColumnValues build(int rowCount) {
            return new ColumnValues.Reals(Arrays.copyOf(values, rowCount), missing(present, rowCount));
        }
    }

    /** Truth values. */
    private static final class Bools extends JsonColumn {
        private boolean[] values = {};
        private boolean[] present = {};

        Bools() {
            super(ScalarType.BOOL);
        }

        @Override
        void read(JsonParser parser, int row) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, grown(values.length, row));
                present = Arrays.copyOf(present, values.length);
            }
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                present[row] = true;
                values[row] = token == JsonToken.VALUE_TRUE;
                return;
            }
            Object value = ValueReader.read(parser, type);
            present[row] = value != null;
            values[row] = value != null && (Boolean) value;
        }

        @Override
        ColumnValues build(int rowCount) {
            return new ColumnValues.Bools(Arrays.copyOf(values, rowCount), missing(present, rowCount));
        }
    }

    /** Strings, never null; or JSON texts. */
    private static final class Texts extends JsonColumn {
        private @Nullable String[] values = {};
        private final Runnable whenCut = this::markCut;

        Texts(ScalarType type) {
            super(type);
        }

        @Override
        void read(JsonParser parser, int row) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, grown(values.length, row));
            }
            values[row] = (String) ValueReader.read(parser, type, whenCut);
        }

        @Override
        ColumnValues build(int rowCount) {
            @Nullable String[] texts = Arrays.copyOf(values, rowCount);
            if (type == ScalarType.STRING) {
                for (int row = 0; row < rowCount; row++) {
                    if (texts[row] == null) {
                        texts[row] = "";
                    }
                }
            }
            return new ColumnValues.Texts(texts);
        }
    }

    /** Decimals and guids. */
    private static final class Objects extends JsonColumn {
        private @Nullable Object[] values = {};

        Objects(ScalarType type) {
            super(type);
        }

        @Override
        void read(JsonParser parser, int row) {
            if (row >= values.length) {
                values = Arrays.copyOf(values, grown(values.length, row));
            }
            values[row] = ValueReader.read(parser, type);
        }

        @Override
        ColumnValues build(int rowCount) {
            return type == ScalarType.GUID
                    ? new ColumnValues.Guids(Arrays.copyOf(values, rowCount, UUID[].class))
                    : new ColumnValues.Decimals(Arrays.copyOf(values, rowCount, BigDecimal[].class));
        }
    }

    private static boolean[] missing(boolean[] present, int rowCount) {
        boolean[] nulls = new boolean[rowCount];
        for (int row = 0; row < rowCount; row++) {
            nulls[row] = row >= present.length || !present[row];
        }
        return nulls;
    }
}
