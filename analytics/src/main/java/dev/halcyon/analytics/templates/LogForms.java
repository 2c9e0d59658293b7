package dev.halcyon.analytics.templates;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the forms of lines. Several threads each fill their own and add them up with {@link #addAll}: counts add and the
 * least sample stays, so that neither the order nor the split of the lines matters.
 */
public final class LogForms {

    private static final int FIRST_CAPACITY = 1024;
    private static final int FORM_BYTES = 120;

    private final LineScanner scanner;
    private final boolean masking;
    private final LongConsumer memory;
    private @Nullable MaskedForm[] table = new MaskedForm[FIRST_CAPACITY];
    private int size;
    private long lines;

    /**
     * @param masking whether numbers, addresses and their like become placeholders before lines are compared
     * @param memory told how many bytes are about to be used; what it throws ends the work
     */
    public LogForms(boolean masking, LongConsumer memory) {
        this.scanner = new LineScanner(masking);
        this.masking = masking;
        this.memory = memory;
    }

    /** Counts a line. */
    public void add(String line) {
        scanner.scan(line);
        int hash = scanner.hash();
        int slot = slot(hash, scanner.form(), scanner.formLength());
        MaskedForm form = table[slot];
        lines++;
        if (form != null) {
            form.add(line);
        } else {
            insert(slot, new MaskedForm(scanner.copyOfForm(), hash, 1, line));
        }
    }

    /** Adds what another has counted. */
    public void addAll(LogForms other) {
        lines += other.lines;
        for (MaskedForm form : other.table) {
            if (form != null) {
                int slot = slot(form.hash(), form.text(), form.text().length);
                MaskedForm own = table[slot];
                if (own != null) {
                    own.add(form.count(), form.sample());
                } else {
                    insert(slot, new MaskedForm(form.text(), form.hash(), form.count(), form.sample()));
                }
            }
        }
    }

    /** How many lines were counted. */
    public long lines() {
        return lines;
    }

    /** How many different forms there are. */
    public int size() {
        return size;
    }

    boolean masking() {
        return masking;
    }

    /** The form of what a scanner has just read; null when it was never counted. */
    @Nullable
    MaskedForm find(LineScanner scanned) {
        return table[slot(scanned.hash(), scanned.form(), scanned.formLength())];
    }

    /** The frequent ones first, then by text: an order that all orders of the lines share. */
    List<MaskedForm> sorted() {
        MaskedForm[] forms = new MaskedForm[size];
        int next = 0;
        for (MaskedForm form : table) {
            if (form != null) {
                forms[next++] = form;
            }
        }
        Arrays.sort(forms, LogForms::compare);
        return List.of(forms);
    }

    private static int compare(MaskedForm left, MaskedForm right) {
        int frequent = Long.compare(right.count(), left.count());
        return frequent == 0 ? Arrays.compare(left.text(), right.text()) : frequent;
    }

    private int slot(int hash, char[] text, int length) {
        int mask = table.length - 1;
        int slot = hash & mask;
        MaskedForm form = table[slot];
        while (form != null && !form.is(hash, text, length)) {
            slot = (slot + 1) & mask;
            form = table[slot];
        }
        return slot;
    }

    private void insert(int slot, MaskedForm form) {
        memory.accept(FORM_BYTES + 2L * form.text().length + 2L * form.sample().length());
        table[slot] = form;
        if (++size * 2 > table.length) {
            grow();
        }
    }

    private void grow() {
        @Nullable MaskedForm[] before = table;
        memory.accept(8L * before.length);
        table = new MaskedForm[2 * before.length];
        for (MaskedForm form : before) {
            if (form != null) {
                table[slot(form.hash(), form.text(), form.text().length)] = form;
            }
        }
    }
}
