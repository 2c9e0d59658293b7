package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function in Java that an engine makes callable from SQL.
 *
 * @param name its SQL name
 * @param parameters the types of its parameters; for a variadic function the one type of all of them
 * @param variadic true when it takes any number of arguments
 * @param strict true when a null argument gives null without a call
 * @param result the type of its result
 * @param rule the rule of the language it keeps
 * @param body what it computes
 */
public record RuntimeFunction(
        String name,
        List<SqlType> parameters,
        boolean variadic,
        boolean strict,
        SqlType result,
        String rule,
        Body body) {
    public RuntimeFunction {
        Objects.requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(body, "body");
    }

    /** The computation of one row. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object apply(@Nullable Object[] arguments);
    }
}
