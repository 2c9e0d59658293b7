package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A call: {@code bin(x, 1h)}, {@code f(b='y')}. Scalar functions, aggregates, plugins and table
 * functions look alike; the binder tells them apart.
 *
 * @param function the function
 * @param arguments in the order written
 * @param span where the text stands
 */
public record FunctionCall(Name function, List<Argument> arguments, SourceSpan span) implements SyntaxExpression {
    public FunctionCall {
        arguments = List.copyOf(arguments);
    }
}
