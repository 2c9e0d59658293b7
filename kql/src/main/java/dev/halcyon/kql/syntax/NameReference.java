package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A name used: column, let name, table, or a keyword as value of a parameter. {@code $left},
 * {@code $right} and {@code $table} count as names (R1).
 *
 * @param name the name without quotes or brackets
 * @param span where the text stands
 */
public record NameReference(String name, SourceSpan span) implements SyntaxExpression {}
