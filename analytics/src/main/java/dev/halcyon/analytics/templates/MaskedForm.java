package dev.halcyon.analytics.templates;

import java.util.Arrays;

/** Lines that are equal after masking. */
final class MaskedForm {

    private final char[] text;
    private final int hash;
    private long count;
    private String sample;
    private int number;
    private int template = -1;

    MaskedForm(char[] text, int hash, long count, String sample) {
        this.text = text;
        this.hash = hash;
        this.count = count;
        this.sample = sample;
    }

    char[] text() {
        return text;
    }

    int hash() {
        return hash;
    }

    long count() {
        return count;
    }

    /** The least of the lines, because the first depends on their order. */
    String sample() {
        return sample;
    }

    void add(String line) {
        add(1, line);
    }

    void add(long more, String line) {
        count += more;
        if (line.compareTo(sample) < 0) {
            sample = line;
        }
    }

    /** Its number in a {@link ValueSpool}. */
    int number() {
        return number;
    }

    void number(int ofSpool) {
        number = ofSpool;
    }

    int template() {
        return template;
    }

    void assign(int number) {
        template = number;
    }

    boolean is(char[] other, int length) {
        return Arrays.equals(text, 0, text.length, other, 0, length);
    }
}
