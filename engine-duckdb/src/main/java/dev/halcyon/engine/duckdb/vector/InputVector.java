package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.runtime.NumberList;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a call, for all its rows; the database has made it flat. Rows may be read from any thread during the
 * call.
 */
@SuppressWarnings("restricted") // The library is the driver's own.
final class InputVector {

    private static final long LIST_ENTRY = 16;
    private static final long TEXT_ENTRY = 16;

    /** In text, roughly. */
    private static final int BYTES_OF_NUMBER = 7;

    private final Shape type;
    private final MemorySegment data;
    private final @Nullable MemorySegment validity;
    private final @Nullable TextVector texts;
    private final MemorySegment elements;
    private final @Nullable MemorySegment elementValidity;

    InputVector(Shape type, MemorySegment vector, long rows) {
        this.type = type;
        this.data = CInterface.data(vector, rows * width(type));
        this.validity = CInterface.validity(vector, rows);
        this.texts = type == Shape.TEXT ? new TextVector(vector, rows) : null;
        if (isList(type)) {
            long size = CInterface.number(CInterface.LIST_SIZE, vector);
            MemorySegment child = CInterface.pointer(CInterface.LIST_CHILD, vector);
            this.elements = CInterface.data(child, size * Long.BYTES);
            this.elementValidity = CInterface.validity(child, size);
        } else {
            this.elements = MemorySegment.NULL;
            this.elementValidity = null;
        }
    }

    private static boolean isList(Shape type) {
        return switch (type) {
            case INTEGERS, REALS -> true;
            case INTEGER, REAL, TEXT -> false;
        };
    }

    private static long width(Shape type) {
        return switch (type) {
            case INTEGER, REAL -> Long.BYTES;
            case TEXT -> TEXT_ENTRY;
            case INTEGERS, REALS -> LIST_ENTRY;
        };
    }

    /** How many numbers the lists hold together, or the texts if all are arrays of numbers: a measure of the work. */
    long elementCount(long rows) {
        if (texts == null) {
            return elements.byteSize() / Long.BYTES;
        }
        long bytes = 0;
        for (long row = 0; row < rows; row++) {
            bytes += texts.isThere(row) ? texts.length(row) : 0;
        }
        return bytes / BYTES_OF_NUMBER;
    }

    @Nullable
    Object read(long row) {
        if (!Validity.isThere(validity, row)) {
            return null;
        }
        return switch (type) {
            case INTEGER -> (Object) data.getAtIndex(JAVA_LONG, row);
            case REAL -> (Object) data.getAtIndex(JAVA_DOUBLE, row);
            case TEXT -> Objects.requireNonNull(texts).read(row);
            case INTEGERS -> new NumberList.Integers(slice(row).toArray(JAVA_LONG), missing(offset(row), length(row)));
            case REALS -> new NumberList.Reals(slice(row).toArray(JAVA_DOUBLE), missing(offset(row), length(row)));
        };
    }

    private long offset(long row) {
        return data.get(JAVA_LONG, row * LIST_ENTRY);
    }

    private long length(long row) {
        return data.get(JAVA_LONG, row * LIST_ENTRY + Long.BYTES);
    }

    private MemorySegment slice(long row) {
        return elements.asSlice(offset(row) * Long.BYTES, length(row) * Long.BYTES);
    }

    private boolean @Nullable [] missing(long offset, long length) {
        if (elementValidity == null) {
            return null;
        }
        boolean[] missing = null;
        for (int index = 0; index < length; index++) {
            if (!Validity.isThere(elementValidity, offset + index)) {
                missing = missing == null ? new boolean[(int) length] : missing;
                missing[index] = true;
            }
        }
        return missing;
    }
}
