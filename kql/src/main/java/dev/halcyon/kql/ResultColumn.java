package dev.halcyon.kql;

import dev.halcyon.kql.type.ScalarType;
import java.util.Objects;

/**
 * A column of a result.
 *
 * @param name its name
 * @param type its type; dynamic stands for an unknown one
 * @param known whether the type is known: a column that only the data know has none
 */
public record ResultColumn(String name, ScalarType type, boolean known) {
    public ResultColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** The type in words: a type of the language, or {@code unknown}. */
    public String typeName() {
        return known ? type.kqlName() : "unknown";
    }
}
