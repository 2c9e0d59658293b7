package dev.halcyon.kql.bind;

import java.util.Objects;
import java.util.Optional;

/**
 * What a request is bound against.
 *
 * @param catalog the visible tables
 * @param functions what the engine can run
 * @param nowTicks the request's instant (R49), unless {@code set query_now} replaces it
 * @param timeRange the request's {@code timespan}; empty when there is none
 */
public record BindingContext(Catalog catalog, FunctionSupport functions, long nowTicks, Optional<TimeRange> timeRange) {
    public BindingContext {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(timeRange, "timeRange");
    }
}
