package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A parameter of an operator: {@code kind=inner}, {@code hint.strategy=shuffle}, {@code title="x"}.
 * A bare word as value is a {@link NameReference}, {@code typeof(T)} a {@link TypeofExpression}.
 *
 * @param name the whole name with its dots, such as hint.strategy
 * @param values one value, or several where the language allows a list (ycolumns=a, b)
 * @param span where the text stands
 */
public record OperatorParameter(String name, List<SyntaxExpression> values, SourceSpan span) implements SyntaxNode {
    public OperatorParameter {
        values = List.copyOf(values);
    }

    /** The only value, or the first of a list. */
    public SyntaxExpression value() {
        return values.getFirst();
    }
}
