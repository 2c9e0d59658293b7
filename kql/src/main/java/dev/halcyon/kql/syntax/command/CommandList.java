package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * What stands in parentheses: {@code (A, B)}, {@code (Level:string, Text:string)}, {@code (h'https://…')}.
 *
 * @param elements in the order written, at least one
 * @param span where the text stands
 */
public record CommandList(List<CommandClause> elements, SourceSpan span) implements CommandPart {
    public CommandList {
        elements = List.copyOf(elements);
    }
}
