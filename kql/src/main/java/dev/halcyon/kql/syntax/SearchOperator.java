package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code [T |] search [kind=case_sensitive] [in (T, ...)] predicate} (R121).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param tables tables named by in (...); empty for all
 * @param predicate terms and conditions
 * @param span where the text stands
 */
public record SearchOperator(
        List<OperatorParameter> parameters, List<SyntaxExpression> tables, SyntaxExpression predicate, SourceSpan span)
        implements QueryOperator {
    public SearchOperator {
        parameters = List.copyOf(parameters);
        tables = List.copyOf(tables);
    }
}
