package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.SyntaxNode;
import java.util.List;

/**
 * Commands one behind the other; each begins on a line of its own.
 *
 * @param commands in the order written, at least one
 * @param span where the text stands
 */
public record CommandScript(List<ManagementCommand> commands, SourceSpan span) implements SyntaxNode {
    public CommandScript {
        commands = List.copyOf(commands);
    }
}
