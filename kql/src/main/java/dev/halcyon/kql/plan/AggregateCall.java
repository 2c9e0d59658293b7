package dev.halcyon.kql.plan;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/**
 * An aggregate over the rows of a group.
 *
 * @param function its declaration; the lowering is found by {@link FunctionDeclaration#name()}
 * @param arguments over the input's columns; constants such as a percentile are {@link Literal}s. {@code arg_max} and
 *     {@code arg_min}: the extremised expression first, then one for each further target
 * @param type the result's type; for several targets that of the first
 */
public record AggregateCall(FunctionDeclaration function, List<ScalarExpression> arguments, ScalarType type) {
    public AggregateCall {
        Objects.requireNonNull(function, "function");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(type, "type");
    }
}
