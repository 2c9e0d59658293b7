package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import java.util.Arrays;
import java.util.Objects;

/** Codes for values that are objects. */
final class ObjectCodeBook extends CodeBook {

    private static final int FIRST_CAPACITY = 64;

    /** The hashes by their codes, so that most different values are told apart without a look at them. */
    private int[] hashes = new int[FIRST_CAPACITY];

    /** The code of a value plus one, by its hash. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    @Override
    int present(RowReader row, int column, ComputationGuard guard) {
        return code(Objects.requireNonNull(RowValues.read(row, column)), guard);
    }

    int code(Object value, ComputationGuard guard) {
        int hash = value.hashCode();
        int slot = first(hash);
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash && value.equals(value(code))) {
                return code;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        int code = add(value, guard);
        if (code >= hashes.length) {
            grow();
            slot = free(hash);
        }
        hashes[code] = hash;
        slots[slot] = code + 1;
        return code;
    }

    /** The high bits of hashes of texts differ more than the low ones. */
    private int first(int hash) {
        return (hash ^ hash >>> 15) & (slots.length - 1);
    }

    private int free(int hash) {
        int slot = first(hash);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        int[] before = slots;
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        slots = new int[2 * hashes.length];
        for (int entry : before) {
            if (entry != 0) {
                slots[free(hashes[entry - 1])] = entry;
            }
        }
    }
}
