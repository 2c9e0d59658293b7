package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import java.util.Arrays;

/** Codes for whole numbers and times, without an object for each cell. */
final class WholeCodeBook extends CodeBook {

    private static final int FIRST_CAPACITY = 64;

    /** Spreads numbers that follow each other, or are multiples of something, over all bits. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** The numbers by their codes. */
    private long[] numbers = new long[FIRST_CAPACITY];

    /** The code of a number plus one, by the hash of the number. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    @Override
    int present(RowReader row, int column, ComputationGuard guard) {
        long number = row.getLong(column);
        int slot = slot(number);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int code = add(number, guard);
        if (code >= numbers.length) {
            grow();
            slot = slot(number);
        }
        numbers[code] = number;
        slots[slot] = code + 1;
        return code;
    }

    private int slot(long number) {
        int slot = (int) ((number * MULTIPLIER) >>> Integer.SIZE) & (slots.length - 1);
        while (slots[slot] != 0 && numbers[slots[slot] - 1] != number) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        int[] before = slots;
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        slots = new int[2 * numbers.length];
        for (int entry : before) {
            if (entry != 0) {
                slots[slot(numbers[entry - 1])] = entry;
            }
        }
    }
}
