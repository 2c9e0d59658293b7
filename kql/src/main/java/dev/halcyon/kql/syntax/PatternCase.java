package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One case of a pattern: {@code ('x').['y'] = { T }} (R12).
 *
 * @param arguments literals to match
 * @param path the literal of the path, null when the pattern has none
 * @param body what the combination stands for
 * @param span where the text stands
 */
public record PatternCase(
        List<SyntaxExpression> arguments, @Nullable SyntaxExpression path, List<Statement> body, SourceSpan span)
        implements SyntaxNode {
    public PatternCase {
        arguments = List.copyOf(arguments);
        body = List.copyOf(body);
    }
}
