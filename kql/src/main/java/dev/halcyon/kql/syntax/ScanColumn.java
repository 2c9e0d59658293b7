package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A column declared by scan: {@code c:long = 0} (R126).
 *
 * @param column name and type
 * @param defaultValue the value before any assignment
 * @param span where the text stands
 */
public record ScanColumn(ColumnDeclaration column, @Nullable SyntaxExpression defaultValue, SourceSpan span)
        implements SyntaxNode {}
