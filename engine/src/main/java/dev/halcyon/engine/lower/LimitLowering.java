package dev.halcyon.engine.lower;

import dev.halcyon.kql.plan.Limit;

/** {@code take} and the limit of {@code top}. */
final class LimitLowering {

    private LimitLowering() {}

    static QueryBlock lower(Limit limit, PlanLowering plan) {
        QueryBlock block = plan.lower(limit.input());
        return block.withLimit(Math.min(limit.count(), block.limit().orElse(Long.MAX_VALUE)));
    }
}
