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
 * @param probe answers what only the data know; empty where a query is bound but not run
 * @param values what came beside the text
 */
public record BindingContext(
        Catalog catalog,
        FunctionSupport functions,
        long nowTicks,
        Optional<TimeRange> timeRange,
        Optional<DataProbe> probe,
        RequestValues values) {
    public BindingContext {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(timeRange, "timeRange");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(values, "values");
    }

    /** A context without access to the data. */
    public BindingContext(Catalog catalog, FunctionSupport functions, long nowTicks, Optional<TimeRange> timeRange) {
        this(catalog, functions, nowTicks, timeRange, Optional.empty(), RequestValues.NONE);
    }

    /** A context of a request with nothing beside its text. */
    public BindingContext(
            Catalog catalog,
            FunctionSupport functions,
            long nowTicks,
            Optional<TimeRange> timeRange,
            Optional<DataProbe> probe) {
        this(catalog, functions, nowTicks, timeRange, probe, RequestValues.NONE);
    }
}
