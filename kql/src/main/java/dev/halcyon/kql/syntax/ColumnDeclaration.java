package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * One column of a schema: {@code name:type}.
 *
 * @param name the column
 * @param type its type
 * @param span where the text stands
 */
public record ColumnDeclaration(Name name, TypeName type, SourceSpan span) implements SyntaxNode {}
