package dev.halcyon.kql.assist;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.Parameter;
import dev.halcyon.kql.function.Signature;
import java.util.stream.Collectors;

/** Functions in words. */
final class Signatures {

    private Signatures() {}

    /** {@code substring(source, start, [length])}; the longest overload. */
    static String of(FunctionDeclaration function) {
        return function.signatures().stream()
                .max(java.util.Comparator.comparingInt(
                        signature -> signature.parameters().size()))
                .map(signature -> function.name() + parameters(signature))
                .orElse(function.name() + "()");
    }

    private static String parameters(Signature signature) {
        return signature.parameters().stream().map(Signatures::parameter).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameter(Parameter parameter) {
        String name = parameter.name() + ": " + parameter.type().text() + (parameter.repeat() > 1 ? ", …" : "");
        return parameter.optional() ? "[" + name + "]" : name;
    }
}
