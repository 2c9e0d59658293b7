package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code with (name = value, …)}.
 *
 * @param properties in the order written
 * @param span where the text stands
 */
public record CommandProperties(List<CommandAssignment> properties, SourceSpan span) implements CommandPart {
    public CommandProperties {
        properties = List.copyOf(properties);
    }
}
