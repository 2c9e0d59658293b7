package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A function applied: {@code database('d')}, {@code bin(Timestamp, 1d)}.
 *
 * @param function its name
 * @param arguments in the order written
 * @param span where the text stands
 */
public record CommandCall(CommandWord function, List<CommandClause> arguments, SourceSpan span) implements CommandPart {
    public CommandCall {
        arguments = List.copyOf(arguments);
    }
}
