package dev.halcyon.engine.lower;

import dev.halcyon.kql.function.FunctionDeclaration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scalar functions, operators and window functions this engine can compute, by name. */
public final class ScalarLowerings {

    private static final Map<String, ScalarLowering> LOWERINGS = collect();

    /** Runtime functions that give a text for a null. */
    private static final Set<String> NEVER_NULL = Set.of(
            "kql_bool_text",
            "kql_real_text",
            "kql_decimal_text",
            "kql_datetime_text",
            "kql_timespan_text",
            "kql_dynamic_text",
            "kql_member_text",
            "kql_dynamic_type");

    private ScalarLowerings() {}

    /** True when a call of it can be lowered. */
    public static boolean supports(FunctionDeclaration function) {
        return switch (function.kind()) {
            case WINDOW -> WindowLowerings.supports(function);
            case OPERATOR, SCALAR -> find(function).isPresent() || ContextLowerings.REPLACED.contains(function.name());
            case AGGREGATE, PLUGIN, GRAPH, SOURCE -> false;
        };
    }

    static Optional<ScalarLowering> find(FunctionDeclaration function) {
        return switch (function.kind()) {
            case OPERATOR, SCALAR -> Optional.ofNullable(LOWERINGS.get(function.name()));
            case AGGREGATE, PLUGIN, GRAPH, SOURCE, WINDOW -> Optional.empty();
        };
    }

    static boolean neverNull(String runtimeFunction) {
        return NEVER_NULL.contains(runtimeFunction);
    }

    private static Map<String, ScalarLowering> collect() {
        Registry registry = new Registry();
        ComparisonLowerings.register(registry);
        LogicLowerings.register(registry);
        ArithmeticLowerings.register(registry);
        ConversionLowerings.register(registry);
        StringOperatorLowerings.register(registry);
        StringLowerings.register(registry);
        DatetimeLowerings.register(registry);
        MathematicsLowerings.register(registry);
        DynamicLowerings.register(registry);
        EncodingLowerings.register(registry);
        ContextLowerings.register(registry);
        IpLowerings.register(registry);
        ParseLowerings.register(registry);
        GeospatialLowerings.register(registry);
        SketchLowerings.register(registry);
        SeriesLowerings.register(registry);
        return Map.copyOf(registry.lowerings);
    }

    /** Collects the entries of the families. */
    static final class Registry {
        private final Map<String, ScalarLowering> lowerings = new HashMap<>();

        void add(String name, ScalarLowering lowering) {
            if (lowerings.put(name, lowering) != null) {
                throw new IllegalStateException("'" + name + "' is registered twice");
            }
        }

        /** A function whose SQL is a function of the same arguments. */
        void addFunction(String name, String sqlFunction) {
            add(name, call -> call.function(sqlFunction));
        }
    }
}
