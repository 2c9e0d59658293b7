package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of scan: {@code step s output=last: condition => c = e} (R126).
 *
 * @param name the step
 * @param optional whether the step may be skipped
 * @param output all, last or none as a NameReference
 * @param condition when a record belongs to the step
 * @param assignments what is computed for the records of the step
 * @param span where the text stands
 */
public record ScanStep(
        Name name,
        boolean optional,
        @Nullable SyntaxExpression output,
        SyntaxExpression condition,
        List<NamedExpression> assignments,
        SourceSpan span)
        implements SyntaxNode {
    public ScanStep {
        assignments = List.copyOf(assignments);
    }
}
