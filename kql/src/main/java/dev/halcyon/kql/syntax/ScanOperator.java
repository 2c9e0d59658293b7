package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | scan with_match_id=m declare (c:long=0) with (step s: condition => c = e;)} (R126).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param order the old clause order by; empty when not written
 * @param partition the old clause partition by; empty when not written
 * @param columns what stands in declare (...)
 * @param steps in the order written
 * @param span where the text stands
 */
public record ScanOperator(
        List<OperatorParameter> parameters,
        List<SortKey> order,
        List<SyntaxExpression> partition,
        List<ScanColumn> columns,
        List<ScanStep> steps,
        SourceSpan span)
        implements QueryOperator {
    public ScanOperator {
        parameters = List.copyOf(parameters);
        order = List.copyOf(order);
        partition = List.copyOf(partition);
        columns = List.copyOf(columns);
        steps = List.copyOf(steps);
    }
}
