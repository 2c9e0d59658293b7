package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts forms by count, the frequent ones first, then by text. Most forms occur once and share long beginnings with many
 * others, so that comparing two from their beginning is slow; here, of forms alike so far, the beginning that all share is
 * skipped, and four characters decide.
 */
final class FormOrder {

    private static final int KEY = Long.BYTES / Character.BYTES;

    private static final Comparator<Keyed> BY_KEY = (left, right) -> Long.compareUnsigned(left.key, right.key);

    private final Keyed[] forms;

    private FormOrder(List<MaskedForm> forms) {
        this.forms = new Keyed[forms.size()];
        for (int index = 0; index < this.forms.length; index++) {
            this.forms[index] = new Keyed(forms.get(index));
        }
    }

    /** A form with what decides at the moment. */
    private static final class Keyed {
        private final MaskedForm form;
        private final char[] text;
        private long key;

        Keyed(MaskedForm form) {
            this.form = form;
            this.text = form.text();
            this.key = -form.count();
        }

        /** Behind the end are zeros, which no form has: the shorter is less. */
        void use(int from) {
            key = 0;
            for (int index = from; index < from + KEY; index++) {
                key = (key << Character.SIZE) | (index < text.length ? text[index] : 0);
            }
        }
    }

    static List<MaskedForm> sorted(List<MaskedForm> forms) {
        FormOrder order = new FormOrder(forms);
        order.sort(0, order.forms.length, 0);
        List<MaskedForm> sorted = new ArrayList<>(order.forms.length);
        for (Keyed each : order.forms) {
            sorted.add(each.form);
        }
        return sorted;
    }

    /** Sorts by the keys, then what has the same one by the text behind {@code done} characters. */
    private void sort(int from, int to, int done) {
        Arrays.sort(forms, from, to, BY_KEY);
        int start = from;
        while (start < to) {
            int end = start + 1;
            while (end < to && forms[end].key == forms[start].key) {
                end++;
            }
            if (end - start > 1) {
                int shared = shared(start, end, done);
                for (int index = start; index < end; index++) {
                    forms[index].use(shared);
                }
                sort(start, end, shared + KEY);
            }
            start = end;
        }
    }

    /** How long the beginning is that all have in common, which is at least {@code done} characters. */
    private int shared(int from, int to, int done) {
        char[] first = forms[from].text;
        int shared = first.length;
        for (int index = from + 1; index < to; index++) {
            char[] text = forms[index].text;
            int differ = Arrays.mismatch(first, done, shared, text, done, text.length);
            if (differ >= 0) {
                shared = Math.min(shared, done + differ);
            }
        }
        return shared;
    }
}
