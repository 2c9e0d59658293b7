package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A column in a list: {@code Level:string}, {@code Level:"its description"}.
 *
 * @param column a word or a name in brackets
 * @param value its type as a word, or a literal
 * @param span where the text stands
 */
public record CommandColumn(CommandPart column, CommandPart value, SourceSpan span) implements CommandPart {}
