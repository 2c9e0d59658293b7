package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code hot = 30d}, {@code NewName = OldName}, {@code Day:datetime = startofday(Timestamp)}.
 *
 * @param target a word, a name in brackets, or a column with its type
 * @param value what it is set to
 * @param span where the text stands
 */
public record CommandAssignment(CommandPart target, CommandPart value, SourceSpan span) implements CommandPart {}
