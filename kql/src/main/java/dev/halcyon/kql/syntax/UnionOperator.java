package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code [T |] union kind=outer withsource=c isfuzzy=true A, (B | where x), C*} (R101 to R104).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param tables names, wildcards, paths, calls, or pipes in parentheses
 * @param span where the text stands
 */
public record UnionOperator(List<OperatorParameter> parameters, List<SyntaxExpression> tables, SourceSpan span)
        implements QueryOperator {
    public UnionOperator {
        parameters = List.copyOf(parameters);
        tables = List.copyOf(tables);
    }
}
