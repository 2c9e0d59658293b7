package dev.halcyon.engine.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a {@link NumberArray}; on request also where each element's text begins and ends. */
final class NumberArrayReader {

    private static final int MOST_DIGITS = 18;

    private final String json;
    private int position;
    private int count;
    private double[] values;
    private long @Nullable [] integers;
    private boolean @Nullable [] missing;
    private int @Nullable [] bounds;

    NumberArrayReader(String json, boolean withBounds) {
        this.json = json;
        // Seven characters a number on average: rarely too much, grown when it is not enough.
        int estimate = json.length() / 7 + 2;
        this.values = new double[estimate];
        this.integers = new long[estimate];
        this.bounds = withBounds ? new int[2 * estimate] : null;
    }

    /** The series; null when the text is neither an array nor a number. */
    @Nullable
    NumberArray read() {
        try {
            skipSpace();
            boolean single = peek() != '[';
            if (single) {
                element();
                skipSpace();
                return position == json.length() && missing == null ? result(true) : null;
            }
            position++;
            skipSpace();
            if (peek() != ']') {
                elements();
            }
            return result(false);
        } catch (Malformed e) {
            return null;
        }
    }

    /** The text of an element, after {@link #read} with bounds. */
    String text(int index) {
        int[] all = java.util.Objects.requireNonNull(bounds);
        return json.substring(all[2 * index], all[2 * index + 1]);
    }

    private NumberArray result(boolean single) {
        return new NumberArray(
                Arrays.copyOf(values, count),
                missing == null ? null : Arrays.copyOf(missing, count),
                integers == null ? null : Arrays.copyOf(integers, count),
                single);
    }

    private void elements() {
        while (true) {
            skipSpace();
            element();
            skipSpace();
            char next = peek();
            position++;
            if (next == ']') {
                return;
            }
            if (next != ',') {
                throw new Malformed();
            }
        }
    }

    private void element() {
        if (count == values.length) {
            grow();
        }
        int start = position;
        char first = peek();
        if (first == '-' || (first >= '0' && first <= '9')) {
            number();
        } else if (first == '"') {
            string();
        } else {
            skipOther();
            addMissing();
        }
        if (bounds != null) {
            bounds[2 * count - 2] = start;
            bounds[2 * count - 1] = position;
        }
    }

    private void grow() {
        int size = values.length * 2;
        values = Arrays.copyOf(values, size);
        integers = integers == null ? null : Arrays.copyOf(integers, size);
        missing = missing == null ? null : Arrays.copyOf(missing, size);
        bounds = bounds == null ? null : Arrays.copyOf(bounds, 2 * size);
    }

    private void addMissing() {
        if (missing == null) {
            missing = new boolean[values.length];
        }
        missing[count] = true;
        values[count++] = Double.NaN;
    }

    private void addReal(double value) {
        integers = null;
        values[count++] = value;
    }

    private void number() {
        int start = position;
        boolean negative = json.charAt(position) == '-';
        position += negative ? 1 : 0;
        int firstDigit = position;
        long digits = digits(0);
        int total = position - firstDigit;
        int exponent = 0;
        boolean whole = true;
        if (position < json.length() && json.charAt(position) == '.') {
            int point = ++position;
            digits = digits(digits);
            exponent = point - position;
            total += position - point;
            whole = false;
        }
        if (position < json.length() && (json.charAt(position) | 0x20) == 'e') {
            exponent += exponent();
            whole = false;
        }
        if (total == 0) {
            throw new Malformed();
        }
        if (total > MOST_DIGITS) {
            addLong(start, whole);
        } else if (whole) {
            long value = negative ? -digits : digits;
            if (integers != null) {
                integers[count] = value;
            }
            values[count++] = negative && digits == 0 ? -0.0 : value;
        } else {
            double size = DecimalReader.fast(digits, exponent);
            addReal(Double.isNaN(size) ? Double.parseDouble(json.substring(start, position)) : negative ? -size : size);
        }
    }

    /** More digits than are read exactly; leading zeros of a fraction count as digits too. */
    private void addLong(int start, boolean whole) {
        String text = json.substring(start, position);
        if (whole && integers != null && text.length() <= MOST_DIGITS + 2) {
            try {
                integers[count] = Long.parseLong(text);
                values[count] = integers[count];
                count++;
                return;
            } catch (NumberFormatException e) {
                // Beyond 64 bits it is a real number.
            }
        }
        addReal(Double.parseDouble(text));
    }

    private long digits(long before) {
        long value = before;
        while (position < json.length()) {
            int digit = json.charAt(position) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            position++;
        }
        return value;
    }

    private int exponent() {
        position++;
        boolean negative = peek() == '-';
        position += negative || peek() == '+' ? 1 : 0;
        int start = position;
        long value = digits(0);
        if (position == start || position - start > 5) {
            throw new Malformed();
        }
        return (int) (negative ? -value : value);
    }

    /** R69: what is not finite is kept as text. */
    private void string() {
        int start = position;
        skipString();
        switch (json.substring(start, position)) {
            case "\"NaN\"" -> addReal(Double.NaN);
            case "\"Infinity\"" -> addReal(Double.POSITIVE_INFINITY);
            case "\"-Infinity\"" -> addReal(Double.NEGATIVE_INFINITY);
            default -> addMissing();
        }
    }

    private void skipString() {
        position++;
        while (peek() != '"') {
            position += json.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
    }

    /** Passes over a word, an array or a bag. */
    private void skipOther() {
        int depth = 0;
        while (position < json.length()) {
            char c = json.charAt(position);
            if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
                return;
            }
            if (c == '"') {
                skipString();
                continue;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            position++;
        }
    }

    private char peek() {
        if (position >= json.length()) {
            throw new Malformed();
        }
        return json.charAt(position);
    }

    private void skipSpace() {
        while (position < json.length() && json.charAt(position) <= ' ') {
            position++;
        }
    }

    /** Ends the reading of a text that is no series. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed", null, false, false);
        }
    }
}
