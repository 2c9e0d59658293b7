package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A name in brackets: {@code ['my table']}, {@code [my table]}.
 *
 * @param text the name without brackets and quotes
 * @param span where the text stands
 */
public record CommandName(String text, SourceSpan span) implements CommandPart {}
