package dev.halcyon.kql.function;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One overload of a function.
 *
 * @param parameters in order; consecutive repeating parameters repeat as a group
 * @param result the rule of the result's type
 */
public record Signature(List<Parameter> parameters, ResultType result) {
    public Signature {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(result, "result");
    }

    /** The fewest arguments. */
    public int minimumArguments() {
        return (int)
                parameters.stream().filter(parameter -> !parameter.optional()).count();
    }

    /** The most arguments. */
    public int maximumArguments() {
        return parameters.stream().mapToInt(Parameter::repeat).sum();
    }

    @Override
    public String toString() {
        return parameters.stream()
                .map(parameter -> {
                    String text = parameter.name() + (parameter.repeat() > 1 ? ", …" : "");
                    return parameter.optional() ? "[" + text + "]" : text;
                })
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
