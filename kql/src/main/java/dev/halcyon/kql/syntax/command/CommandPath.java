package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A name of several parts: {@code Database.Table}, {@code cluster('c').database('d')}.
 *
 * @param segments words, names in brackets or calls, at least two
 * @param span where the text stands
 */
public record CommandPath(List<CommandPart> segments, SourceSpan span) implements CommandPart {
    public CommandPath {
        segments = List.copyOf(segments);
    }
}
