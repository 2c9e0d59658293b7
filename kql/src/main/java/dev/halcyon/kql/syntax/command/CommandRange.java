package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code datetime(2021-01-01) .. datetime(2021-02-01)}.
 *
 * @param from the lower bound
 * @param to the upper bound
 * @param span where the text stands
 */
public record CommandRange(CommandPart from, CommandPart to, SourceSpan span) implements CommandPart {}
