package dev.halcyon.kql.function;

import java.util.Objects;

/**
 * A formal parameter.
 *
 * @param name for named arguments and messages
 * @param type what it accepts
 * @param optional may be left out
 * @param repeat 1, or the greatest number of arguments it takes
 * @param form what kind of expression it wants
 */
public record Parameter(String name, ParameterType type, boolean optional, int repeat, ArgumentForm form) {
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(form, "form");
    }

    /** What kind of expression a parameter wants. */
    public enum ArgumentForm {
        EXPRESSION,
        /** Known before any row is read. */
        CONSTANT,
        LITERAL,
        COLUMN,
        STAR,
        STAR_ALLOWED
    }
}
