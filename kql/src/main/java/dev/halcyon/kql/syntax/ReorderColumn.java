package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One entry of project-reorder: {@code a* granny-asc} (R124).
 *
 * @param column a NameReference, WildcardName or StarExpression
 * @param order how the columns matching a wildcard are arranged
 * @param span where the text stands
 */
public record ReorderColumn(
        SyntaxExpression column, @Nullable SortOrder order, SourceSpan span) implements SyntaxNode {}
