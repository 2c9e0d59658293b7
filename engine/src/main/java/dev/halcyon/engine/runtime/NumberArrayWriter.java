package dev.halcyon.engine.runtime;

/** Writes series as JSON text (R69: a real number always shows a fraction, what is not finite is text). */
final class NumberArrayWriter {

    private final StringBuilder json;
    private boolean first = true;

    NumberArrayWriter(int elements) {
        this.json = new StringBuilder(16 + 8 * elements);
    }

    static String reals(double[] values) {
        return new NumberArrayWriter(values.length).array(values).toString();
    }

    static String integers(long[] values) {
        NumberArrayWriter writer = new NumberArrayWriter(values.length).open('[');
        for (long value : values) {
            writer.value(value);
        }
        return writer.close(']').toString();
    }

    static String list(NumberList list) {
        return new NumberArrayWriter(list.length()).array(list).toString();
    }

    NumberArrayWriter open(char bracket) {
        separate();
        json.append(bracket);
        first = true;
        return this;
    }

    NumberArrayWriter close(char bracket) {
        json.append(bracket);
        first = false;
        return this;
    }

    /** A member's name; its value follows. */
    NumberArrayWriter name(String name) {
        separate();
        json.append('"').append(name).append("\":");
        first = true;
        return this;
    }

    NumberArrayWriter array(double[] values) {
        open('[');
        for (double value : values) {
            value(value);
        }
        return close(']');
    }

    NumberArrayWriter array(int[] values) {
        open('[');
        for (int value : values) {
            value(value);
        }
        return close(']');
    }

    NumberArrayWriter array(NumberList list) {
        open('[');
        for (int index = 0; index < list.length(); index++) {
            if (list.has(index)) {
                switch (list) {
                    case NumberList.Integers integers -> value(integers.values()[index]);
                    case NumberList.Reals reals -> value(reals.values()[index]);
                }
            } else {
                nothing();
            }
        }
        return close(']');
    }

    NumberArrayWriter value(long value) {
        separate();
        json.append(value);
        return this;
    }

    NumberArrayWriter value(double value) {
        separate();
        double size = Math.abs(value);
        if (value == (long) value && size < 1e15 && (value != 0 || 1 / value > 0)) {
            json.append((long) value).append(".0");
        } else if (size >= 1e-3 && size < 1e7) {
            // In this range the library's form is the language's.
            json.append(value);
        } else {
            JsonText.write(Json.of(value), json);
        }
        return this;
    }

    NumberArrayWriter nothing() {
        return text("null");
    }

    /** JSON text as it is. */
    NumberArrayWriter text(String value) {
        separate();
        json.append(value);
        return this;
    }

    private void separate() {
        if (!first) {
            json.append(',');
        }
        first = false;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
