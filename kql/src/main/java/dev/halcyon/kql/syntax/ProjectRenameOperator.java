package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | project-rename new = old, ...} (R124).
 *
 * @param renames each a NamedExpression whose value is the old name
 * @param span where the text stands
 */
public record ProjectRenameOperator(List<SyntaxExpression> renames, SourceSpan span) implements QueryOperator {
    public ProjectRenameOperator {
        renames = List.copyOf(renames);
    }
}
