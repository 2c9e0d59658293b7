package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.halcyon.engine.runtime.NumberList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The results of a call, for all its rows. */
@SuppressWarnings("restricted") // The library is the driver's own.
final class OutputVector {

    private static final long LIST_ENTRY = 16;

    private final MemorySegment vector;
    private final int rows;

    OutputVector(MemorySegment vector, int rows) {
        this.vector = vector;
        this.rows = rows;
    }

    /** The vector of a field of a structure. */
    OutputVector field(int index) {
        return new OutputVector(CInterface.pointer(CInterface.STRUCT_CHILD, vector, (long) index), rows);
    }

    /** Marks rows without a result as null. */
    void writeNulls(@Nullable Object[] results) {
        MemorySegment mask = null;
        for (int row = 0; row < rows; row++) {
            if (results[row] == null) {
                mask = mask == null ? CInterface.writableValidity(vector, rows) : mask;
                Validity.clear(mask, row);
            }
        }
    }

    /** Texts; null for a row without one. */
    void writeTexts(@Nullable Object[] results) {
        writeNulls(results);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = MemorySegment.NULL;
            for (int row = 0; row < rows; row++) {
                if (results[row] instanceof String text) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    if (buffer.byteSize() < bytes.length || row == 0) {
                        buffer = arena.allocate(Math.max(1, 2L * bytes.length));
                    }
                    MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
                    CInterface.call(CInterface.ASSIGN_TEXT, vector, (long) row, buffer, (long) bytes.length);
                }
            }
        }
    }

    /** Single numbers; null for a row without one. */
    void writeNumbers(@Nullable Object[] results) {
        writeNulls(results);
        MemorySegment numbers = CInterface.data(vector, (long) rows * Long.BYTES);
        for (int row = 0; row < rows; row++) {
            switch (results[row]) {
                case Long number -> numbers.setAtIndex(JAVA_LONG, row, number);
                case Double number -> numbers.setAtIndex(JAVA_DOUBLE, row, number);
                case null -> {}
                default -> throw new IllegalArgumentException("No number: " + results[row]);
            }
        }
    }

    /** Lists; null for a row without one. */
    void writeLists(@Nullable Object[] results) {
        writeNulls(results);
        long total = 0;
        boolean anyMissing = false;
        for (Object result : results) {
            if (result instanceof NumberList list) {
                total += list.length();
                anyMissing |= list.missing() != null;
            }
        }
        CInterface.call(CInterface.RESERVE_LIST, vector, total);
        CInterface.call(CInterface.SET_LIST_SIZE, vector, total);
        MemorySegment entries = CInterface.data(vector, rows * LIST_ENTRY);
        MemorySegment child = CInterface.pointer(CInterface.LIST_CHILD, vector);
        MemorySegment elements = CInterface.data(child, total * Long.BYTES);
        MemorySegment mask = anyMissing ? CInterface.writableValidity(child, total) : MemorySegment.NULL;
        long offset = 0;
        for (int row = 0; row < rows; row++) {
            int length = results[row] instanceof NumberList list ? list.length() : 0;
            entries.setAtIndex(JAVA_LONG, 2L * row, offset);
            entries.setAtIndex(JAVA_LONG, 2L * row + 1, length);
            switch (results[row]) {
                case NumberList.Integers(long[] values, boolean[] missing) ->
                    MemorySegment.copy(values, 0, elements, JAVA_LONG, offset * Long.BYTES, length);
                case NumberList.Reals(double[] values, boolean[] missing) ->
                    MemorySegment.copy(values, 0, elements, JAVA_DOUBLE, offset * Long.BYTES, length);
                case null -> {}
                default -> throw new IllegalArgumentException("No list: " + results[row]);
            }
            if (results[row] instanceof NumberList list && list.missing() != null) {
                for (int index = 0; index < length; index++) {
                    if (!list.has(index)) {
                        Validity.clear(mask, offset + index);
                    }
                }
            }
            offset += length;
        }
    }
}
