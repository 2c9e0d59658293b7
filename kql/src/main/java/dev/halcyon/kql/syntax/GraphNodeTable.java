package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A node table of make-graph: {@code T on id}.
 *
 * @param table the nodes
 * @param key the column that identifies a node
 * @param span where the text stands
 */
public record GraphNodeTable(SyntaxExpression table, Name key, SourceSpan span) implements SyntaxNode {}
