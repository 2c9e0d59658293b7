package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.halcyon.engine.runtime.JsonMember;
import dev.halcyon.engine.runtime.JsonNumber;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The number in a member of a dynamic value, {@code kql_member_long(value, pointer)} and its like: read where the value
 * is, while the database's own functions make a document of the value first and then a text of the member.
 */
final class MemberFunctionCall implements VectorCall {

    private final long width;
    private final NumberCopy copy;

    private MemberFunctionCall(long width, NumberCopy copy) {
        this.width = width;
        this.copy = copy;
    }

    /** Writes the number of the JSON value that begins at an address; false when it is none. */
    @FunctionalInterface
    private interface NumberCopy {
        boolean copy(long start, long end, MemorySegment results, int row);
    }

    /** R31, R72. */
    static MemberFunctionCall ofInt() {
        return new MemberFunctionCall(Integer.BYTES, (start, end, results, row) -> {
            Integer number = JsonNumber.readInt(TextVector.MEMORY, start, end);
            if (number != null) {
                results.setAtIndex(JAVA_INT, row, number);
            }
            return number != null;
        });
    }

    /** R31, R72. */
    static MemberFunctionCall ofLong() {
        return new MemberFunctionCall(Long.BYTES, (start, end, results, row) -> {
            Long number = JsonNumber.readLong(TextVector.MEMORY, start, end);
            if (number != null) {
                results.setAtIndex(JAVA_LONG, row, number);
            }
            return number != null;
        });
    }

    /** R34, R72. */
    static MemberFunctionCall ofReal() {
        return new MemberFunctionCall(Double.BYTES, (start, end, results, row) -> {
            Double number = JsonNumber.readReal(TextVector.MEMORY, start, end);
            if (number != null) {
                results.setAtIndex(JAVA_DOUBLE, row, number);
            }
            return number != null;
        });
    }

    @Override
    public void call(MemorySegment chunk, MemorySegment output) {
        int rows = CInterface.rows(chunk);
        TextVector values = new TextVector(CInterface.vector(chunk, 0), rows);
        TextVector pointers = new TextVector(CInterface.vector(chunk, 1), rows);
        MemorySegment results = CInterface.data(output, rows * width);
        MemorySegment nulls = null;
        JsonMember member = null;
        for (int row = 0; row < rows; row++) {
            if (row == 0 || !pointers.isSame(row, row - 1)) {
                member = pointers.isThere(row) ? JsonMember.of(pointers.read(row)) : null;
            }
            if (!compute(values, row, member, results)) {
                nulls = nulls == null ? CInterface.writableValidity(output, rows) : nulls;
                Validity.clear(nulls, row);
            }
        }
    }

    private boolean compute(TextVector values, int row, @Nullable JsonMember member, MemorySegment results) {
        if (member == null || !values.isThere(row)) {
            return false;
        }
        long start = values.start(row);
        long end = start + values.length(row);
        long found = member.find(TextVector.MEMORY, start, end);
        return found != JsonMember.NOWHERE && copy.copy(found, end, results, row);
    }
}
