package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code externaldata(a:long)["uri"] with (format="csv")} (R132).
 *
 * @param schema the columns
 * @param addresses where the files are
 * @param properties what stands in with (...)
 * @param span where the text stands
 */
public record ExternalDataExpression(
        SchemaDeclaration schema, List<SyntaxExpression> addresses, List<OperatorParameter> properties, SourceSpan span)
        implements SyntaxExpression {
    public ExternalDataExpression {
        addresses = List.copyOf(addresses);
        properties = List.copyOf(properties);
    }
}
