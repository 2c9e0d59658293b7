package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A table schema: {@code (a:long, b:string)}, {@code (*)} or {@code (*, a:long)} (R9).
 *
 * @param star whether the schema begins with *, which stands for columns that are not listed
 * @param columns the listed columns, in order
 * @param span where the text stands
 */
public record SchemaDeclaration(boolean star, List<ColumnDeclaration> columns, SourceSpan span)
        implements ParameterType {
    public SchemaDeclaration {
        columns = List.copyOf(columns);
    }
}
