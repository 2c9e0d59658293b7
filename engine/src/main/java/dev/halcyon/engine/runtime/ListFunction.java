package dev.halcyon.engine.runtime;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function over lists of numbers, which an engine calls with whole arrays: no object is made for an element.
 *
 * @param name its SQL name
 * @param rule the rule of the language it keeps
 * @param parameters the types of its parameters
 * @param strict true when a null argument gives null without a call
 * @param results one type, or the types of the fields {@code c0}, {@code c1} … of the structure it gives
 * @param body what it computes
 */
public record ListFunction(
        String name, String rule, List<Shape> parameters, boolean strict, List<Shape> results, Body body) {
    public ListFunction {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(rule, "rule");
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
        Objects.requireNonNull(body, "body");
    }

    /** What a parameter or a result is. */
    public enum Shape {
        /** A {@code Long}. */
        INTEGER,
        /** A {@code Double}. */
        REAL,
        /** A {@code String}. */
        TEXT,
        /** A {@link NumberList.Integers}. */
        INTEGERS,
        /** A {@link NumberList.Reals}. */
        REALS
    }

    /** The computation of one row: a value for each result, or an empty array for null. Thread-safe. */
    @FunctionalInterface
    public interface Body {
        Object[] apply(@Nullable Object[] arguments);
    }
}
