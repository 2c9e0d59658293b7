package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of one placeholder, as long as they are not too many. Whether there are too many does not depend on
 * the order of the lines; a list of the most frequent of very many would.
 */
public final class ValueCounts {

    /** With more different values there is no list. */
    public static final int MOST = 4_000;

    private static final int FIRST_CAPACITY = 16;
    private static final int ENTRY_BYTES = 96;

    /** Beyond it, values are cut: a list is no store of texts. */
    private static final int LONGEST = 200;

    private final LongConsumer memory;
    private @Nullable Entry[] table = new Entry[FIRST_CAPACITY];
    private int size;

    ValueCounts(LongConsumer memory) {
        this.memory = memory;
    }

    /**
     * A value and how often it stands there.
     *
     * @param value the text, without quotes around it, cut after 200 characters
     * @param count the number of lines
     */
    public record ValueCount(String value, long count) {}

    private static final class Entry {
        private final char[] value;
        private final int hash;
        private long count;

        Entry(char[] value, int hash) {
            this.value = value;
            this.hash = hash;
        }
    }

    void add(char[] line, int from, int end) {
        if (size > MOST) {
            return;
        }
        int to = Math.min(end, from + LONGEST);
        int hash = 0;
        for (int index = from; index < to; index++) {
            hash = 31 * hash + line[index];
        }
        add(line, from, to, hash ^ (hash >>> 16), 1);
    }

    private void add(char[] line, int from, int to, int hash, long count) {
        int mask = table.length - 1;
        int slot = hash & mask;
        Entry entry = table[slot];
        while (entry != null
                && !(entry.hash == hash && Arrays.equals(entry.value, 0, entry.value.length, line, from, to))) {
            slot = (slot + 1) & mask;
            entry = table[slot];
        }
        if (entry == null) {
            entry = new Entry(Arrays.copyOfRange(line, from, to), hash);
            memory.accept(ENTRY_BYTES + 2L * (to - from));
            table[slot] = entry;
            if (++size * 2 > table.length) {
                grow();
            }
        }
        entry.count += count;
        if (size > MOST) {
            table = new Entry[0];
        }
    }

    private void grow() {
        @Nullable Entry[] before = table;
        table = new Entry[2 * before.length];
        int mask = table.length - 1;
        for (Entry entry : before) {
            if (entry != null) {
                int slot = entry.hash & mask;
                while (table[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = entry;
            }
        }
    }

    void addAll(ValueCounts other) {
        if (other.isTooMany()) {
            size = MOST + 1;
            table = new Entry[0];
        }
        for (Entry entry : other.table) {
            if (entry != null && !isTooMany()) {
                add(entry.value, 0, entry.value.length, entry.hash, entry.count);
            }
        }
    }

    /** True when there are more than {@link #MOST} values. */
    public boolean isTooMany() {
        return size > MOST;
    }

    /** How many different values there are, unless they are too many. */
    public int distinct() {
        return size;
    }

    /** The most frequent values, then by text; none when they are too many. */
    public List<ValueCount> top(int most) {
        List<ValueCount> values = new ArrayList<>();
        for (Entry entry : table) {
            if (entry != null) {
                values.add(new ValueCount(new String(entry.value), entry.count));
            }
        }
        values.sort(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
        return values.size() <= most ? values : List.copyOf(values.subList(0, most));
    }
}
