package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * What the lines of a form differ in, line after line: the tokens that {@link LineScanner#values} tells of, with the
 * ranges of their placeholders. Which of them are values of a template is known only when all lines have been read; the
 * spool saves reading them once more.
 *
 * <p>A line is its form's number, the number of its tokens, and for each its place, its text's length, its text,
 * and its placeholders: {@link #WHOLE}, or one more than their number and then the offset and length of each. Numbers are
 * written seven bits a byte, the lowest first. A text's length is doubled; one more tells that its characters have two
 * bytes each. No line lies in two blocks. A line without such tokens is not there.
 */
final class ValueSpool {

    /** The token is one placeholder and nothing else. */
    static final int WHOLE = 0;

    private static final int BLOCK = 1 << 18;

    /** Two bytes a character, four bytes a range of each placeholder, six for each token, and the line's own. */
    private static final int LONGEST_LINE = 6 * LineScanner.MOST_CHARACTERS + 8 * (LineScanner.MOST_TOKENS + 2);

    private final byte[] block = new byte[BLOCK];
    private final BlockStore store;
    private final List<MaskedForm> forms = new ArrayList<>();
    private int used;

    ValueSpool(BlockStore store) {
        this.store = store;
    }

    /** Gives a form the next number. */
    void number(MaskedForm form) {
        form.number(forms.size());
        forms.add(form);
    }

    /** Lets numbers mean the forms of whom this one's lines are added to. */
    void replaceForms(IdentityHashMap<MaskedForm, MaskedForm> others) {
        forms.replaceAll(form -> Objects.requireNonNull(others.get(form)));
    }

    /** Writes what a scanner has just read. */
    void add(MaskedForm form, LineScanner scanned) {
        int values = scanned.values();
        if (values == 0) {
            return;
        }
        if (used > BLOCK - LONGEST_LINE) {
            flush();
        }
        putNumber(form.number());
        putNumber(values);
        int mask = 0;
        for (int value = 0; value < values; value++) {
            int token = scanned.valueToken(value);
            int from = scanned.tokenFrom(token);
            int to = scanned.tokenTo(token);
            int masks = scanned.valueMasks(value);
            putNumber(token);
            putText(scanned.line(), from, to);
            if (masks - mask == 1 && scanned.maskFrom(mask) == from && scanned.maskTo(mask) == to) {
                putNumber(WHOLE);
                mask++;
            } else {
                putNumber(1 + masks - mask);
                for (; mask < masks; mask++) {
                    putNumber(scanned.maskFrom(mask) - from);
                    putNumber(scanned.maskTo(mask) - scanned.maskFrom(mask));
                }
            }
        }
    }

    private void putNumber(int number) {
        int rest = number;
        while (rest >= 0x80) {
            block[used++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        block[used++] = (byte) rest;
    }

    private void putText(char[] line, int from, int to) {
        int length = used;
        putNumber(2 * (to - from));
        int text = used - from;
        int all = 0;
        for (int index = from; index < to; index++) {
            char c = line[index];
            all |= c;
            block[text + index] = (byte) c;
        }
        used += to - from;
        if (all > 0xff) {
            block[length] = (byte) (block[length] | 1);
            used = text + from;
            for (int index = from; index < to; index++) {
                block[used++] = (byte) line[index];
                block[used++] = (byte) (line[index] >> 8);
            }
        }
    }

    private void flush() {
        store.write(block, used);
        used = 0;
    }

    /** Takes a line that was spooled. */
    @FunctionalInterface
    interface Reader {
        void read(int template, SpooledValues values);
    }

    /** Hands out all lines, each with its template. */
    void read(Reader reader) {
        if (used > 0) {
            flush();
        }
        // The forms themselves are scattered over the heap.
        int[] templates = forms.stream().mapToInt(MaskedForm::template).toArray();
        store.read((bytes, length) -> {
            SpooledValues values = new SpooledValues(bytes, length);
            while (values.nextLine()) {
                reader.read(templates[values.form()], values);
            }
        });
    }
}
