package dev.halcyon.engine.sql;

import java.util.List;
import java.util.Objects;

/**
 * A statement ready to run.
 *
 * @param text SQL with a {@code ?} for each parameter
 * @param parameters their values in order
 */
public record SqlStatement(String text, List<String> parameters) {
    public SqlStatement {
        Objects.requireNonNull(text, "text");
        parameters = List.copyOf(parameters);
    }
}
