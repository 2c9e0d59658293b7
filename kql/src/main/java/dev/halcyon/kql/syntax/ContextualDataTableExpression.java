package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code __contextual_datatable("id", (a:long))}: a table handed over beside the text of the request.
 *
 * @param identifier the literal that names the table given with the request
 * @param schema its columns
 * @param span where the text stands
 */
public record ContextualDataTableExpression(SyntaxExpression identifier, SchemaDeclaration schema, SourceSpan span)
        implements SyntaxExpression {}
