package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code inline_external_table(a:long) kind=storage dataformat=csv ("uri")}. Not available in Azure Monitor;
 * the clauses are kept as text.
 *
 * @param schema the columns
 * @param definition the text of the clauses between the schema and the addresses, white space trimmed
 * @param addresses where the files are
 * @param properties what stands in with (...)
 * @param span where the text stands
 */
public record InlineExternalTableExpression(
        SchemaDeclaration schema,
        String definition,
        List<SyntaxExpression> addresses,
        List<OperatorParameter> properties,
        SourceSpan span)
        implements SyntaxExpression {
    public InlineExternalTableExpression {
        addresses = List.copyOf(addresses);
        properties = List.copyOf(properties);
    }
}
