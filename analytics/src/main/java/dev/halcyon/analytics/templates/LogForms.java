package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the forms of lines and, on demand, keeps what the lines of a form differ in. Several threads each fill their own
 * and add them up with {@link #addAll}: counts add and the least sample stays, so that neither the order nor the split of
 * the lines matters.
 */
public final class LogForms {

    private static final int FIRST_CAPACITY = 1024;
    private static final int FORM_BYTES = 120;
    private static final long SLOT_BYTES = 12;

    private final LineScanner scanner;
    private final boolean masking;
    private final LongConsumer memory;
    private final @Nullable ValueSpool spool;
    private final List<ValueSpool> added = new ArrayList<>();
    /** The hashes of the table's forms, which tell nearly all others without a look at their texts. */
    private int[] hashes = new int[FIRST_CAPACITY];

    private @Nullable MaskedForm[] table = new MaskedForm[FIRST_CAPACITY];
    private int size;
    private long lines;

    /**
     * Forms alone, enough for templates.
     *
     * @param masking whether numbers, addresses and their like become placeholders before lines are compared
     * @param memory told how many bytes are about to be used; what it throws ends the work
     */
    public LogForms(boolean masking, LongConsumer memory) {
        this(masking, memory, Optional.empty());
    }

    /**
     * Forms and values, enough for {@link TemplateParameters}.
     *
     * @param values where what the lines differ in is kept, about half of their bytes
     */
    public LogForms(boolean masking, LongConsumer memory, BlockStore values) {
        this(masking, memory, Optional.of(values));
    }

    private LogForms(boolean masking, LongConsumer memory, Optional<BlockStore> values) {
        this.scanner = new LineScanner(masking);
        this.masking = masking;
        this.memory = memory;
        this.spool = values.map(ValueSpool::new).orElse(null);
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
            form = new MaskedForm(scanner.copyOfForm(), hash, 1, line);
            insert(slot, form);
        }
        if (spool != null) {
            spool.add(form, scanner);
        }
    }

    /**
     * Adds what another has counted, which counts no more.
     *
     * @throws IllegalArgumentException when one of the two keeps values and the other does not
     */
    public void addAll(LogForms other) {
        if (keepsValues() != other.keepsValues()) {
            throw new IllegalArgumentException("One keeps values and the other does not");
        }
        lines += other.lines;
        IdentityHashMap<MaskedForm, MaskedForm> owns = new IdentityHashMap<>();
        for (MaskedForm form : other.table) {
            if (form != null) {
                int slot = slot(form.hash(), form.text(), form.text().length);
                MaskedForm own = table[slot];
                if (own != null) {
                    own.add(form.count(), form.sample());
                } else {
                    own = new MaskedForm(form.text(), form.hash(), form.count(), form.sample());
                    insert(slot, own);
                }
                owns.put(form, own);
            }
        }
        other.spools().forEach(each -> {
            each.replaceForms(owns);
            added.add(each);
        });
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

    boolean keepsValues() {
        return spool != null;
    }

    /** What the lines differ in; none when that is not kept. */
    List<ValueSpool> spools() {
        List<ValueSpool> spools = new ArrayList<>(added);
        if (spool != null) {
            spools.add(spool);
        }
        return spools;
    }

    /** The form of what a scanner has just read; null when it was never counted. */
    @Nullable
    MaskedForm find(LineScanner scanned) {
        return table[slot(scanned.hash(), scanned.form(), scanned.formLength())];
    }

    /** The frequent ones first, then by text: an order that all orders of the lines share. */
    List<MaskedForm> sorted() {
        List<MaskedForm> forms = new ArrayList<>(size);
        for (MaskedForm form : table) {
            if (form != null) {
                forms.add(form);
            }
        }
        return FormOrder.sorted(forms);
    }

    private int slot(int hash, char[] text, int length) {
        int mask = table.length - 1;
        int slot = hash & mask;
        MaskedForm form = table[slot];
        while (form != null && !(hashes[slot] == hash && form.is(text, length))) {
            slot = (slot + 1) & mask;
            form = table[slot];
        }
        return slot;
    }

    private void insert(int slot, MaskedForm form) {
        memory.accept(FORM_BYTES + 2L * form.text().length + 2L * form.sample().length());
        hashes[slot] = form.hash();
        table[slot] = form;
        if (spool != null) {
            spool.number(form);
        }
        if (++size * 2 > table.length) {
            grow();
        }
    }

    private void grow() {
        @Nullable MaskedForm[] before = table;
        memory.accept(SLOT_BYTES * before.length);
        hashes = new int[2 * before.length];
        table = new MaskedForm[2 * before.length];
        for (MaskedForm form : before) {
            if (form != null) {
                int slot = slot(form.hash(), form.text(), form.text().length);
                hashes[slot] = form.hash();
                table[slot] = form;
            }
        }
    }
}
