package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.LiteralExpression;

/**
 * A literal of the language; a guid may stand alone. Adjacent strings are parts of their own, since a name and a JSON
 * body may follow each other.
 *
 * @param literal the value
 * @param span where the text stands
 */
public record CommandLiteral(LiteralExpression literal, SourceSpan span) implements CommandPart {}
