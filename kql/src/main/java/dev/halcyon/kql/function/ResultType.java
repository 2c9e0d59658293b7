package dev.halcyon.kql.function;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

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

    /** Several columns, which a call names after itself (R81). */
    record Columns(List<Column> columns) implements ResultType {
        public Columns {
            columns = List.copyOf(columns);
        }
    }

    /** As many arrays as arguments (R81). */
    record ArrayPerArgument() implements ResultType {}

    /** A type or columns that depend on the arguments' values or on the data; the binder has a rule of its own. */
    record Special() implements ResultType {}

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
            case "columns", "type literal" -> new Special();
            case "array (one per argument)" -> new ArrayPerArgument();
            case "table", "nodes" -> new Table();
            case "bag", "GeoJSON" -> new Fixed(ScalarType.DYNAMIC);
            default -> text.startsWith("columns ") ? columns(text) : new Fixed(scalar(text));
        };
    }

    private static Columns columns(String text) {
        List<Column> columns = new ArrayList<>();
        for (String column : text.substring("columns ".length()).split(", ", -1)) {
            String[] sides = column.split(": ", 2);
            columns.add(new Column(sides[0], scalar(sides[1])));
        }
        return new Columns(columns);
    }

    private static ScalarType scalar(String text) {
        return text.startsWith("array")
                ? ScalarType.DYNAMIC
                : ScalarType.byName(text)
                        .orElseThrow(() -> new IllegalArgumentException("Unknown result type '" + text + "'"));
    }
}
