package dev.halcyon.kql.function;

import dev.halcyon.kql.type.ScalarType;

/** How the type of a result follows from the types of the arguments. */
public sealed interface ResultType {

    /** Always the same type. */
    record Fixed(ScalarType type) implements ResultType {}

    /** The type of argument {@code index}, counted from 0. */
    record OfArgument(int index) implements ResultType {}

    /** The type of argument {@code index}, int becoming long. */
    record OfArgumentPromoted(int index) implements ResultType {}

    /** The type of the first argument, int becoming long and decimal becoming real (percentiles, R78). */
    record PercentileOfArgument() implements ResultType {}

    /** The one type that all value arguments convert to: {@code iff}, {@code case}, {@code coalesce}. */
    record Common() implements ResultType {}

    /** The widest numeric type among the arguments. */
    record Widest() implements ResultType {}

    /** Several columns, or columns that depend on the data; the binder has a rule of its own. */
    record Columns(String description) implements ResultType {}

    /** A table. */
    record Table() implements ResultType {}

    /** Reads the catalogue's spelling. */
    static ResultType parse(String text) {
        return switch (text) {
            case "type of argument 1", "argument type", "argument type(s)" -> new OfArgument(0);
            case "type of argument 2" -> new OfArgument(1);
            case "argument 1, int promoted to long" -> new OfArgumentPromoted(0);
            case "argument 1, int to long, decimal to real" -> new PercentileOfArgument();
            case "common type" -> new Common();
            case "widest of arguments" -> new Widest();
            case "columns" -> new Columns(text);
            case "table", "nodes" -> new Table();
            case "bag", "GeoJSON" -> new Fixed(ScalarType.DYNAMIC);
            case "type literal" -> new Columns(text);
            default ->
                text.startsWith("array")
                        ? new Fixed(ScalarType.DYNAMIC)
                        : new Fixed(ScalarType.byName(text)
                                .orElseThrow(() -> new IllegalArgumentException("Unknown result type '" + text + "'")));
        };
    }
}
