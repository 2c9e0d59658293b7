package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * One word without quotes, perhaps with hyphens: a keyword or a name, which only the command tells apart. {@code *} is
 * one too.
 *
 * @param text the word as written
 * @param span where the text stands
 */
public record CommandWord(String text, SourceSpan span) implements CommandPart {}
