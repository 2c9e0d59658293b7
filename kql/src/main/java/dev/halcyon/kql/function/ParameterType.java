package dev.halcyon.kql.function;

import dev.halcyon.kql.type.ScalarType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The set of types that a parameter accepts.
 *
 * @param text the catalogue's spelling, such as {@code number|timespan|datetime}
 * @param accepted the accepted types; empty for a parameter that is no scalar: a table or a type literal
 */
public record ParameterType(String text, Set<ScalarType> accepted) {
    public ParameterType {
        accepted = Set.copyOf(accepted);
    }

    /** Reads alternatives separated by {@code |}. */
    static ParameterType parse(String text) {
        EnumSet<ScalarType> accepted = EnumSet.noneOf(ScalarType.class);
        for (String alternative : text.split("\\|", -1)) {
            accepted.addAll(alternative(alternative));
        }
        return new ParameterType(text, accepted);
    }

    /** True for a parameter that wants {@code typeof(…)}. */
    public boolean isTypeLiteral() {
        return text.equals("type");
    }

    private static Set<ScalarType> alternative(String name) {
        EnumSet<ScalarType> all = EnumSet.allOf(ScalarType.class);
        return switch (name) {
            case "any" -> all;
            case "number" -> EnumSet.of(ScalarType.INT, ScalarType.LONG, ScalarType.REAL, ScalarType.DECIMAL);
            case "integer" -> EnumSet.of(ScalarType.INT, ScalarType.LONG);
            case "array", "bag" -> EnumSet.of(ScalarType.DYNAMIC);
            case "non-dynamic", "orderable" -> EnumSet.complementOf(EnumSet.of(ScalarType.DYNAMIC));
            case "non-real" -> EnumSet.complementOf(EnumSet.of(ScalarType.REAL));
            case "table", "type" -> EnumSet.noneOf(ScalarType.class);
            default ->
                EnumSet.of(Arrays.stream(ScalarType.values())
                        .filter(type -> type.kqlName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("Unknown parameter type '" + name + "'")));
        };
    }
}
