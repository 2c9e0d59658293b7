package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.Objects;

/**
 * A field of a file and the column it becomes.
 *
 * @param name of the column, as the file writes it
 * @param type of the column; a field read in another type is converted
 * @param source what the reader of the format calls the field
 * @param form how the field is read
 */
public record FileField(String name, ScalarType type, String source, Form form) {
    public FileField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(form, "form");
    }

    /** How a field is read, and the type of what is read. */
    public enum Form {
        /** Text, or anything by its text. */
        TEXT(ScalarType.STRING),
        BOOL(ScalarType.BOOL),
        /** An integer of at most 32 bits. */
        INT(ScalarType.INT),
        /** An integer of at most 64 bits. */
        LONG(ScalarType.LONG),
        REAL(ScalarType.REAL),
        /** A decimal, or an integer beyond 64 bits. */
        DECIMAL(ScalarType.DECIMAL),
        /** An instant, with or without a zone, of at most microseconds. */
        INSTANT(ScalarType.DATETIME),
        /** An instant in nanoseconds. */
        NANOSECONDS(ScalarType.DATETIME),
        /** A day. */
        DAY(ScalarType.DATETIME),
        /** A time of day. */
        TIME(ScalarType.TIMESPAN),
        GUID(ScalarType.GUID),
        /** Bytes, read as their base64 text. */
        BYTES(ScalarType.STRING),
        /** An object, an array, a map, or JSON of any kind. */
        NESTED(ScalarType.DYNAMIC),
        /** The file does not have it. */
        MISSING(ScalarType.STRING);

        private final ScalarType type;

        Form(ScalarType type) {
            this.type = type;
        }

        /** The type of what is read. */
        public ScalarType type() {
            return type;
        }
    }
}
