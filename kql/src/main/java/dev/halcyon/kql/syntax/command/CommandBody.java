package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.Query;

/**
 * A query in braces, such as that of a materialized view.
 *
 * @param query what stands between the braces
 * @param span where the text stands, with the braces
 */
public record CommandBody(Query query, SourceSpan span) implements CommandPart {}
