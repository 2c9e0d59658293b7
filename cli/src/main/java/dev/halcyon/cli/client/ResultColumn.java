package dev.halcyon.cli.client;

import java.util.Set;

/**
 * A column of an answer.
 *
 * @param type the KQL name, such as {@code real}
 */
public record ResultColumn(String name, String type) {
    private static final Set<String> NUMERIC = Set.of("int", "long", "real", "decimal");

    /** True for string and dynamic: values of any length. */
    public boolean isText() {
        return type.equals("string") || type.equals("dynamic");
    }

    /** True for int, long, real and decimal. */
    public boolean isNumeric() {
        return NUMERIC.contains(type);
    }
}
