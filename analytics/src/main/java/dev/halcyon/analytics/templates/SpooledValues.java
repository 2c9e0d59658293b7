package dev.halcyon.analytics.templates;

/** Reads the lines of one block of a {@link ValueSpool}: line by line, in each token by token, in each mask by mask. */
final class SpooledValues {

    private final byte[] block;
    private final int end;
    private int next;
    private int form;
    private int values;
    private int place;
    private int text;
    private int length;
    private boolean wide;
    private int masks;
    private boolean whole;
    private int maskFrom;
    private int maskTo;

    SpooledValues(byte[] block, int end) {
        this.block = block;
        this.end = end;
    }

    boolean nextLine() {
        while (nextValue()) {
            // What was not read of the line before.
        }
        if (next >= end) {
            return false;
        }
        form = number();
        values = number();
        return true;
    }

    /** The number of the line's form. */
    int form() {
        return form;
    }

    boolean nextValue() {
        while (nextMask()) {
            // What was not read of the value before.
        }
        if (values == 0) {
            return false;
        }
        values--;
        place = number();
        int header = number();
        wide = (header & 1) != 0;
        length = header >>> 1;
        text = next;
        next += wide ? 2 * length : length;
        int code = number();
        whole = code == ValueSpool.WHOLE;
        masks = whole ? 1 : code - 1;
        return true;
    }

    /** Which of the form's tokens the value is. */
    int place() {
        return place;
    }

    /** How many characters it has. */
    int length() {
        return length;
    }

    boolean isQuoted() {
        if (length < 2) {
            return false;
        }
        char first = character(0);
        return (first == '"' || first == '\'') && character(length - 1) == first;
    }

    private char character(int index) {
        return wide
                ? (char) ((block[text + 2 * index] & 0xff) | (block[text + 2 * index + 1] << 8))
                : (char) (block[text + index] & 0xff);
    }

    boolean nextMask() {
        if (masks == 0) {
            return false;
        }
        masks--;
        maskFrom = whole ? 0 : number();
        maskTo = maskFrom + (whole ? length : number());
        return true;
    }

    int maskFrom() {
        return maskFrom;
    }

    int maskTo() {
        return maskTo;
    }

    /** Counts some of the value's characters. */
    void countIn(ValueCounts counts, int from, int to) {
        if (wide) {
            counts.addWide(block, text + 2 * from, to - from, 1);
        } else {
            counts.add(block, text + from, to - from, 1);
        }
    }

    private int number() {
        int number = 0;
        int shift = 0;
        byte part = block[next++];
        while (part < 0) {
            number |= (part & 0x7f) << shift;
            shift += 7;
            part = block[next++];
        }
        return number | (part << shift);
    }
}
