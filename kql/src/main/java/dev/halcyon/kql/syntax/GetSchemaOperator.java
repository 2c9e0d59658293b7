package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code T | getschema}: the schema as rows (R14, R82).
 *
 * @param csl whether the form getschema kind=csl is used
 * @param span where the text stands
 */
public record GetSchemaOperator(boolean csl, SourceSpan span) implements QueryOperator {}
