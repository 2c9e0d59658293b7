package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code datatable(a:long, b:string)[1, "x", 2, "y"]} (R131).
 *
 * @param schema the columns
 * @param values the cells, row by row
 * @param span where the text stands
 */
public record DataTableExpression(SchemaDeclaration schema, List<SyntaxExpression> values, SourceSpan span)
        implements SyntaxExpression {
    public DataTableExpression {
        values = List.copyOf(values);
    }
}
