package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.halcyon.engine.runtime.table.TextDictionary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives each text of a column a code while a statement runs, where the database keeps it: a text that has come before
 * becomes no Java string. Called by all threads of the database.
 *
 * <p>A text of the database is sixteen bytes: its length, and the text itself with zeros behind it when it fits twelve
 * bytes, else its first four bytes and its address.
 */
@SuppressWarnings("restricted") // The library is the driver's own.
public final class TextCodes implements TextDictionary, AutoCloseable {

    /** Gives the code of a text: {@code (dictionary, text)}. */
    public static final String FUNCTION = "kql_text_code";

    private static final Map<Long, TextCodes> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();

    private static final ValueLayout.OfLong WORD = JAVA_LONG_UNALIGNED;
    private static final int ENTRY = 16;
    private static final int LONGEST_INLINE = 12;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CAPACITY = 64;
    private static final int OBJECT_BYTES = 128;

    private final long id = LAST.incrementAndGet();
    private final LongConsumer memory;

    /** The words of each text: its entry where it fits that, else its bytes, the last eight once more. */
    private final List<long[]> words = new ArrayList<>();

    private final List<String> texts = new ArrayList<>();
    private long[] hashes = new long[FIRST_CAPACITY];

    /** The code of a text plus one, by its hash. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private @Nullable RuntimeException failure;

    private TextCodes(LongConsumer memory) {
        this.memory = memory;
    }

    /**
     * Makes a dictionary that statements know by its {@link #id}.
     *
     * @param memory called by any thread, one at a time, with a number of bytes before they are used; what it throws ends
     *     the statement
     */
    public static TextCodes open(LongConsumer memory) {
        TextCodes codes = new TextCodes(memory);
        OPEN.put(codes.id, codes);
        return codes;
    }

    /** The first argument of the function. */
    public long id() {
        return id;
    }

    @Override
    public synchronized String text(int code) {
        return texts.get(code);
    }

    /** Why the statement has failed, when it was for this dictionary. */
    public synchronized @Nullable RuntimeException failure() {
        return failure;
    }

    /** Forgets the dictionary; its texts stay. */
    @Override
    public void close() {
        OPEN.remove(id);
    }

    /** What the database calls for a vector of rows. */
    static void call(MemorySegment chunk, MemorySegment output) {
        int rows = CInterface.rows(chunk);
        if (rows == 0) {
            return;
        }
        long id = CInterface.data(CInterface.vector(chunk, 0), Long.BYTES).get(JAVA_LONG, 0);
        TextCodes codes = OPEN.get(id);
        if (codes == null) {
            throw new IllegalStateException("There is no dictionary " + id);
        }
        MemorySegment texts = CInterface.vector(chunk, 1);
        codes.encode(
                CInterface.data(texts, (long) rows * ENTRY),
                CInterface.validity(texts, rows),
                CInterface.data(output, (long) rows * Long.BYTES),
                rows);
    }

    private synchronized void encode(
            MemorySegment entries, @Nullable MemorySegment mask, MemorySegment output, int rows) {
        try {
            for (int row = 0; row < rows; row++) {
                int code;
                if (!Validity.isThere(mask, row)) {
                    code = inline(0, 0);
                } else if (entries.get(JAVA_INT, (long) row * ENTRY) <= LONGEST_INLINE) {
                    code = inline(
                            entries.get(JAVA_LONG, (long) row * ENTRY),
                            entries.get(JAVA_LONG, (long) row * ENTRY + Long.BYTES));
                } else {
                    code = outside(
                            entries.get(JAVA_LONG, (long) row * ENTRY + Long.BYTES),
                            entries.get(JAVA_INT, (long) row * ENTRY));
                }
                output.setAtIndex(JAVA_LONG, row, code);
            }
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** The code of a text within its entry. */
    private int inline(long first, long second) {
        long hash = mixed(mixed(0, first), second);
        int slot = first(hash);
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash) {
                long[] known = words.get(code);
                if (known.length == 2 && known[0] == first && known[1] == second) {
                    return code;
                }
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        MemorySegment entry = MemorySegment.ofArray(new long[] {first, second});
        return add(new long[] {first, second}, hash, text(entry, Integer.BYTES, (int) first));
    }

    /** The code of a text at an address. */
    private int outside(long address, int length) {
        long hash = length;
        int whole = length / Long.BYTES;
        for (int word = 0; word < whole; word++) {
            hash = mixed(hash, TextVector.MEMORY.get(WORD, address + (long) word * Long.BYTES));
        }
        hash = mixed(hash, TextVector.MEMORY.get(WORD, address + length - Long.BYTES));
        int slot = first(hash);
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash && is(words.get(code), address, length)) {
                return code;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        // A third word at least tells these from texts within their entries.
        long[] added = new long[whole + 2];
        for (int word = 0; word < whole; word++) {
            added[word] = TextVector.MEMORY.get(WORD, address + (long) word * Long.BYTES);
        }
        added[whole] = TextVector.MEMORY.get(WORD, address + length - Long.BYTES);
        added[whole + 1] = length;
        return add(added, hash, text(TextVector.MEMORY, address, length));
    }

    private static boolean is(long[] known, long address, int length) {
        int whole = length / Long.BYTES;
        if (known.length != whole + 2 || known[whole + 1] != length) {
            return false;
        }
        for (int word = 0; word < whole; word++) {
            if (known[word] != TextVector.MEMORY.get(WORD, address + (long) word * Long.BYTES)) {
                return false;
            }
        }
        return known[whole] == TextVector.MEMORY.get(WORD, address + length - Long.BYTES);
    }

    private static String text(MemorySegment memory, long offset, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> Integer.SIZE;
    }

    private int first(long hash) {
        return (int) hash & (slots.length - 1);
    }

    private int add(long[] added, long hash, String text) {
        memory.accept(OBJECT_BYTES + (long) added.length * Long.BYTES + 2L * text.length());
        int code = words.size();
        words.add(added);
        texts.add(text);
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            slots = new int[2 * hashes.length];
            for (int each = 0; each < code; each++) {
                place(each);
            }
        }
        hashes[code] = hash;
        place(code);
        return code;
    }

    private void place(int code) {
        int slot = first(hashes[code]);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = code + 1;
    }
}
