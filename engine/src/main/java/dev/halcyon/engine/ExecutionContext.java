package dev.halcyon.engine;

import dev.halcyon.engine.storage.RowBlock;
import java.util.Objects;
import java.util.Optional;

/**
 * What one execution is given.
 *
 * @param nowTicks the instant of {@code now()} in ticks since 0001-01-01 (R49)
 * @param budget its limits
 * @param inputRows the rows of the plan's {@code InputRows} relation, when it has one
 * @param cancellation stops it from another thread
 */
public record ExecutionContext(
        long nowTicks, QueryBudget budget, Optional<RowBlock> inputRows, Cancellation cancellation) {
    public ExecutionContext {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(inputRows, "inputRows");
        Objects.requireNonNull(cancellation, "cancellation");
    }

    /** One that nobody cancels. */
    public ExecutionContext(long nowTicks, QueryBudget budget, Optional<RowBlock> inputRows) {
        this(nowTicks, budget, inputRows, new Cancellation());
    }

    public static ExecutionContext of(long nowTicks, QueryBudget budget) {
        return new ExecutionContext(nowTicks, budget, Optional.empty());
    }
}
