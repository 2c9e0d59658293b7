package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.SyntaxNode;
import java.util.List;

/**
 * Parts between two commas, in a command or in a list of it: {@code Timestamp desc}.
 *
 * @param parts in the order written, at least one
 * @param span where the text stands
 */
public record CommandClause(List<CommandPart> parts, SourceSpan span) implements SyntaxNode {
    public CommandClause {
        parts = List.copyOf(parts);
    }
}
