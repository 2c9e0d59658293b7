package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import java.util.Optional;

/** What happens when an aggregate is met inside a scalar expression. */
@FunctionalInterface
interface AggregateCollector {

    /** Outside summarize and make-series: no aggregates. */
    AggregateCollector REFUSING = (function, call) -> Optional.empty();

    /** The value that stands for the aggregate's result; empty when aggregates are not allowed. */
    Optional<ScalarExpression> collect(FunctionDeclaration function, FunctionCall call);
}
