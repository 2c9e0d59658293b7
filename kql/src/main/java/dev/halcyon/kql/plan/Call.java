package dev.halcyon.kql.plan;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/**
 * A scalar function or operator applied to arguments; operators are functions named by their KQL text, such as
 * {@code +} or {@code !has_cs}.
 *
 * @param function its declaration; the lowering is found by {@link FunctionDeclaration#name()}
 */
public record Call(FunctionDeclaration function, List<ScalarExpression> arguments, ScalarType type)
        implements ScalarExpression {
    public Call {
        Objects.requireNonNull(function, "function");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(type, "type");
    }

    @Override
    public List<ScalarExpression> operands() {
        return arguments;
    }
}
