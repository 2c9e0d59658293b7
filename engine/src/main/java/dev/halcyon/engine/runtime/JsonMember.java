package dev.halcyon.engine.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The way to a member of a JSON object (R64), walked in the bytes of the object's text: nothing is made of what it passes.
 * The text must be JSON; of any other text it reads no byte beyond the end, and finds something or nothing.
 */
public final class JsonMember {

    /** No such member. */
    public static final long NOWHERE = -1;

    private static final ValueLayout.OfLong EIGHT_BYTES =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[][] names;

    private JsonMember(byte[][] names) {
        this.names = names;
    }

    /** Of a JSON pointer (RFC 6901) whose every step is the name of a member; the empty one leads to the value itself. */
    public static JsonMember of(String pointer) {
        String[] steps =
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        byte[][] names = new byte[steps.length][];
        for (int step = 0; step < steps.length; step++) {
            names[step] = steps[step].replace("~1", "/").replace("~0", "~").getBytes(StandardCharsets.UTF_8);
        }
        return new JsonMember(names);
    }

    /**
     * Where the member's value begins, of equal names the first; {@link #NOWHERE} when a step leads nowhere.
     *
     * @param memory holds the text in UTF-8
     * @param start its first byte
     * @param end behind its last byte
     */
    public long find(MemorySegment memory, long start, long end) {
        long position = afterSpace(memory, start, end);
        for (byte[] name : names) {
            if (position >= end || memory.get(JAVA_BYTE, position) != '{') {
                return NOWHERE;
            }
            position = member(memory, position + 1, end, name);
            if (position == NOWHERE) {
                return NOWHERE;
            }
        }
        return position < end ? position : NOWHERE;
    }

    private static long member(MemorySegment memory, long start, long end, byte[] name) {
        long position = afterSpace(memory, start, end);
        while (position < end && memory.get(JAVA_BYTE, position) == '"') {
            long key = position + 1;
            long quote = closingQuote(memory, key, end);
            long value = afterSpace(memory, quote + 1, end);
            if (value >= end || memory.get(JAVA_BYTE, value) != ':') {
                return NOWHERE;
            }
            value = afterSpace(memory, value + 1, end);
            if (is(name, memory, key, quote)) {
                return value;
            }
            position = afterSpace(memory, endOfValue(memory, value, end), end);
            if (position >= end || memory.get(JAVA_BYTE, position) != ',') {
                return NOWHERE;
            }
            position = afterSpace(memory, position + 1, end);
        }
        return NOWHERE;
    }

    private static boolean is(byte[] name, MemorySegment memory, long key, long quote) {
        long length = quote - key;
        if (length == name.length) {
            for (int index = 0; index < name.length; index++) {
                if (memory.get(JAVA_BYTE, key + index) != name[index]) {
                    return false;
                }
            }
            return true;
        }
        // An escape is longer than what it stands for.
        return length > name.length && isEscaped(memory, key, quote) && isDecoded(name, memory, key, quote);
    }

    private static boolean isEscaped(MemorySegment memory, long key, long quote) {
        for (long position = key; position < quote; position++) {
            if (memory.get(JAVA_BYTE, position) == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isDecoded(byte[] name, MemorySegment memory, long key, long quote) {
        return JsonText.parse(text(memory, key - 1, quote + 1)).orElse(Json.nothing())
                        instanceof Json.Text(String decoded)
                && decoded.equals(new String(name, StandardCharsets.UTF_8));
    }

    /** The text of the value that begins here. */
    static String value(MemorySegment memory, long start, long end) {
        return text(memory, start, endOfValue(memory, start, end));
    }

    private static String text(MemorySegment memory, long start, long end) {
        return new String(memory.asSlice(start, end - start).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Behind the value that begins here; the end of the text when that comes first. */
    private static long endOfValue(MemorySegment memory, long start, long end) {
        if (start >= end) {
            return end;
        }
        return switch (memory.get(JAVA_BYTE, start)) {
            case '"' -> Math.min(closingQuote(memory, start + 1, end) + 1, end);
            case '{', '[' -> endOfNested(memory, start, end);
            default -> endOfWord(memory, start, end);
        };
    }

    private static long endOfNested(MemorySegment memory, long start, long end) {
        int depth = 0;
        long position = start;
        while (position < end) {
            switch (memory.get(JAVA_BYTE, position)) {
                case '"' -> position = closingQuote(memory, position + 1, end);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            position++;
            if (depth == 0) {
                return Math.min(position, end);
            }
        }
        return end;
    }

    private static long endOfWord(MemorySegment memory, long start, long end) {
        long position = start;
        while (position < end) {
            switch (memory.get(JAVA_BYTE, position)) {
                case ',', '}', ']', ' ', '\t', '\n', '\r' -> {
                    return position;
                }
                default -> position++;
            }
        }
        return end;
    }

    /** The quote that ends the string whose first character is here; the end of the text when there is none. */
    private static long closingQuote(MemorySegment memory, long start, long end) {
        long position = start;
        while (position < end) {
            if (position + Long.BYTES <= end) {
                long bytes = memory.get(EIGHT_BYTES, position);
                long found = zeroBytes(bytes ^ ONES * '"') | zeroBytes(bytes ^ ONES * '\\');
                if (found == 0) {
                    position += Long.BYTES;
                    continue;
                }
                position += Long.numberOfTrailingZeros(found) >> 3;
            }
            byte character = memory.get(JAVA_BYTE, position);
            if (character == '"') {
                return position;
            }
            position += character == '\\' ? 2 : 1;
        }
        return end;
    }

    /** The lowest bit that is set belongs to the first byte that is 0. */
    private static long zeroBytes(long bytes) {
        return bytes - ONES & ~bytes & HIGH_BITS;
    }

    private static long afterSpace(MemorySegment memory, long start, long end) {
        long position = start;
        while (position < end) {
            switch (memory.get(JAVA_BYTE, position)) {
                case ' ', '\t', '\n', '\r' -> position++;
                default -> {
                    return position;
                }
            }
        }
        return end;
    }
}
