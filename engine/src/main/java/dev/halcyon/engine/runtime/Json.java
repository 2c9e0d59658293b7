package dev.halcyon.engine.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A dynamic value. Bags keep the order of their keys, numbers their text. */
public sealed interface Json {

    /** Null. */
    record Null() implements Json {}

    /** A truth value. */
    record Bool(boolean value) implements Json {}

    /** A number as it was written. */
    record Numeric(String text) implements Json {
        public Numeric {
            Objects.requireNonNull(text, "text");
        }

        /** True when it has neither fraction nor exponent (R67). */
        public boolean isInteger() {
            return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        }

        /** As a real; whole numbers have one zero. */
        public double real() {
            double value = Double.parseDouble(text);
            return value == 0 && isInteger() ? 0 : value;
        }
    }

    /** A string, also a datetime or timespan inside a dynamic value. */
    record Text(String value) implements Json {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /** An array. */
    record Array(List<Json> elements) implements Json {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** A bag. */
    record Bag(Map<String, Json> members) implements Json {
        public Bag {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** Null. */
    static Json nothing() {
        return new Null();
    }

    static Json of(long value) {
        return new Numeric(Long.toString(value));
    }

    /** R69: a fraction always shows; what is not finite becomes text. */
    static Json of(double value) {
        return Double.isFinite(value) ? new Numeric(NumberText.real(value)) : new Text(nonFinite(value));
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** The JSON text. */
    default String write() {
        StringBuilder target = new StringBuilder();
        JsonText.write(this, target);
        return target.toString();
    }

    /** The JSON text, or null for {@link Null}: the physical form of a dynamic value. */
    default @org.jspecify.annotations.Nullable String physical() {
        return this instanceof Null ? null : write();
    }

    /** A string without its quotes, anything else as JSON; {@code ""} for null. */
    default String plainText() {
        return switch (this) {
            case Null empty -> "";
            case Text text -> text.value();
            case Bool bool -> write();
            case Numeric number -> write();
            case Array array -> write();
            case Bag bag -> write();
        };
    }
}
