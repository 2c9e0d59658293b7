package dev.halcyon.kql.plan;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A scalar function or operator applied to arguments; operators are functions named by their KQL text, such as
 * {@code +} or {@code !has_cs}.
 *
 * @param function its declaration; the lowering is found by {@link FunctionDeclaration#name()}
 * @param partition for a window function: only rows that are equal in these are its neighbours, null being equal to null;
 *     empty for all rows, and for every other function
 */
public record Call(
        FunctionDeclaration function,
        List<ScalarExpression> arguments,
        ScalarType type,
        List<ScalarExpression> partition)
        implements ScalarExpression {
    public Call {
        Objects.requireNonNull(function, "function");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(type, "type");
        partition = List.copyOf(partition);
    }

    /** A call without a partition. */
    public Call(FunctionDeclaration function, List<ScalarExpression> arguments, ScalarType type) {
        this(function, arguments, type, List.of());
    }

    /** The arguments, then the partition. */
    @Override
    public List<ScalarExpression> operands() {
        return partition.isEmpty()
                ? arguments
                : Stream.concat(arguments.stream(), partition.stream()).toList();
    }
}
