package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Counts the values of one placeholder, as long as they are not too many. Whether there are too many does not depend on
 * the order of the lines; a list of the most frequent of very many would.
 *
 * <p>A hash table without objects, since most lines have several values: a slot's hash tells nearly always whether the
 * value is another, before its text is looked at.
 */
public final class ValueCounts {

    /** With more different values there is no list. */
    public static final int MOST = 4_000;

    private static final int FIRST_CAPACITY = 16;
    private static final int FIRST_TEXT = 256;

    /** Four slots, of which each has a hash, a place of the text and a count. */
    private static final int ENTRY_BYTES = 4 * (Integer.BYTES + Long.BYTES + Long.BYTES);

    /** Beyond it, values are cut: a list is no store of texts. */
    private static final int LONGEST = 200;

    private final LongConsumer memory;
    private int[] hashes = new int[FIRST_CAPACITY];
    /** Where the text of a slot begins, and in the lower half its length in bytes times two, one more when it is wide. */
    private long[] places = new long[FIRST_CAPACITY];

    private long[] counts = new long[FIRST_CAPACITY];
    private byte[] texts = new byte[FIRST_TEXT];
    private int textEnd;
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

    /** Counts a value that stands in the text from its character {@code from} on. */
    void add(char[] text, int from, int to, long count) {
        int length = Math.min(to - from, LONGEST);
        byte[] bytes = new byte[2 * length];
        for (int index = 0; index < length; index++) {
            bytes[2 * index] = (byte) text[from + index];
            bytes[2 * index + 1] = (byte) (text[from + index] >> 8);
        }
        addWide(bytes, 0, length, count);
    }

    /** Counts a value of two bytes a character, the lower one first. */
    void addWide(byte[] block, int from, int characters, long count) {
        int length = Math.min(characters, LONGEST);
        byte[] narrow = new byte[length];
        int high = 0;
        for (int index = 0; index < length; index++) {
            narrow[index] = block[from + 2 * index];
            high |= block[from + 2 * index + 1];
        }
        if (high == 0) {
            add(narrow, 0, length, count);
        } else {
            add(block, from, 2 * length, 1, count);
        }
    }

    /** Counts a value of one byte a character. */
    void add(byte[] block, int from, int characters, long count) {
        add(block, from, Math.min(characters, LONGEST), 0, count);
    }

    private void add(byte[] block, int from, int length, int wide, long count) {
        if (size > MOST) {
            return;
        }
        int hash = hash(block, from, length);
        int mask = hashes.length - 1;
        int slot = hash & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash && holds(places[slot], block, from, length, wide)) {
                counts[slot] += count;
                return;
            }
            slot = (slot + 1) & mask;
        }
        insert(slot, hash, block, from, length, wide, count);
    }

    /** Never 0, which is an empty slot. */
    private static int hash(byte[] block, int from, int length) {
        int hash = length;
        for (int index = from; index < from + length; index++) {
            hash = 31 * hash + block[index];
        }
        hash *= 0x9E3779B1;
        hash ^= hash >>> 16;
        return hash == 0 ? 1 : hash;
    }

    private boolean holds(long place, byte[] block, int from, int length, int wide) {
        int start = (int) (place >>> Integer.SIZE);
        return (int) place == 2 * length + wide
                && Arrays.equals(texts, start, start + length, block, from, from + length);
    }

    private void insert(int slot, int hash, byte[] block, int from, int length, int wide, long count) {
        if (size == MOST) {
            forget();
            return;
        }
        memory.accept(ENTRY_BYTES + 2L * length);
        if (textEnd + length > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(2 * texts.length, textEnd + length));
        }
        System.arraycopy(block, from, texts, textEnd, length);
        hashes[slot] = hash;
        places[slot] = ((long) textEnd << Integer.SIZE) | (2L * length + wide);
        counts[slot] = count;
        textEnd += length;
        if (++size * 2 > hashes.length) {
            grow();
        }
    }

    private void forget() {
        size = MOST + 1;
        hashes = new int[0];
        places = new long[0];
        counts = new long[0];
        texts = new byte[0];
    }

    private void grow() {
        int[] hashesBefore = hashes;
        long[] placesBefore = places;
        long[] countsBefore = counts;
        int capacity = 2 * hashesBefore.length;
        hashes = new int[capacity];
        places = new long[capacity];
        counts = new long[capacity];
        for (int before = 0; before < hashesBefore.length; before++) {
            if (hashesBefore[before] != 0) {
                int slot = hashesBefore[before] & (capacity - 1);
                while (hashes[slot] != 0) {
                    slot = (slot + 1) & (capacity - 1);
                }
                hashes[slot] = hashesBefore[before];
                places[slot] = placesBefore[before];
                counts[slot] = countsBefore[before];
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
        for (int slot = 0; slot < hashes.length; slot++) {
            if (hashes[slot] != 0) {
                values.add(new ValueCount(text(places[slot]), counts[slot]));
            }
        }
        values.sort(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
        return values.size() <= most ? values : List.copyOf(values.subList(0, most));
    }

    private String text(long place) {
        int start = (int) (place >>> Integer.SIZE);
        int length = (int) place >>> 1;
        boolean wide = (place & 1) != 0;
        char[] characters = new char[wide ? length / 2 : length];
        for (int index = 0; index < characters.length; index++) {
            characters[index] = (char)
                    (wide
                            ? (texts[start + 2 * index] & 0xff) | (texts[start + 2 * index + 1] << 8)
                            : texts[start + index] & 0xff);
        }
        return new String(characters);
    }
}
