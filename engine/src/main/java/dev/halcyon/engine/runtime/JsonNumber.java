package dev.halcyon.engine.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The number that a value of a JSON text is or holds (R31, R34, R72), read from its bytes. Short decimal numbers, with or
 * without quotes, are read in place; anything else is read as {@code kql_dynamic_long} and its like do.
 */
public final class JsonNumber {

    /** As many digits are exact as a long and, divided by a power of ten, as a double. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private JsonNumber() {}

    /**
     * As {@code tolong} reads it.
     *
     * @param memory holds the text in UTF-8
     * @param start the first byte of the value
     * @param end behind the last byte of the text
     */
    public static @Nullable Long readLong(MemorySegment memory, long start, long end) {
        boolean quoted = memory.get(JAVA_BYTE, start) == '"';
        long sign = quoted ? start + 1 : start;
        boolean negative = sign < end && memory.get(JAVA_BYTE, sign) == '-';
        long first = negative ? sign + 1 : sign;
        long number = 0;
        long position = first;
        while (position < end && position - first <= EXACT_DIGITS) {
            int digit = memory.get(JAVA_BYTE, position) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
            position++;
        }
        long digits = position - first;
        if (digits == 0 || digits > EXACT_DIGITS || !isEnd(memory, position, end, quoted)) {
            return ConversionFunctions.toLong(JsonText.read(JsonMember.value(memory, start, end)));
        }
        return negative ? -number : number;
    }

    /** As {@code toint} reads it. */
    public static @Nullable Integer readInt(MemorySegment memory, long start, long end) {
        Long number = readLong(memory, start, end);
        return number != null && number == number.intValue()
                ? (Integer) number.intValue()
                : ConversionFunctions.toInt(JsonText.read(JsonMember.value(memory, start, end)));
    }

    /** As {@code toreal} reads it. */
    public static @Nullable Double readReal(MemorySegment memory, long start, long end) {
        boolean quoted = memory.get(JAVA_BYTE, start) == '"';
        long sign = quoted ? start + 1 : start;
        boolean negative = sign < end && memory.get(JAVA_BYTE, sign) == '-';
        long first = negative ? sign + 1 : sign;
        long number = 0;
        long point = -1;
        long position = first;
        while (position < end && position - first <= EXACT_DIGITS + 1) {
            byte character = memory.get(JAVA_BYTE, position);
            if (character == '.' && point < 0) {
                point = position;
            } else if (character >= '0' && character <= '9') {
                number = number * 10 + (character - '0');
            } else {
                break;
            }
            position++;
        }
        long digits = position - first - (point < 0 ? 0 : 1);
        if (digits == 0 || digits > EXACT_DIGITS || !isEnd(memory, position, end, quoted)) {
            return ConversionFunctions.toReal(JsonText.read(JsonMember.value(memory, start, end)));
        }
        if (point < 0 && number == 0 && !quoted) {
            // Whole numbers have one zero.
            return 0.0;
        }
        double size = point < 0 ? number : number / POWERS_OF_TEN[(int) (position - point - 1)];
        return negative ? -size : size;
    }

    private static boolean isEnd(MemorySegment memory, long position, long end, boolean quoted) {
        if (position >= end) {
            return !quoted;
        }
        return switch (memory.get(JAVA_BYTE, position)) {
            case '"' -> quoted;
            case ',', '}', ']', ' ', '\t', '\n', '\r' -> !quoted;
            default -> false;
        };
    }
}
