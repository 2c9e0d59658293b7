package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code T | assert-schema (a:long)}.
 *
 * @param schema the schema the input must have
 * @param span where the text stands
 */
public record AssertSchemaOperator(SchemaDeclaration schema, SourceSpan span) implements QueryOperator {}
