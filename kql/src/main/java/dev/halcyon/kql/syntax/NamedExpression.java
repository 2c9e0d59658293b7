package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code name = value}, {@code (a, b) = value} (R81).
 *
 * @param names one name, or several for a function of several columns
 * @param value the value named
 * @param span where the text stands
 */
public record NamedExpression(List<Name> names, SyntaxExpression value, SourceSpan span) implements SyntaxExpression {
    public NamedExpression {
        names = List.copyOf(names);
    }
}
