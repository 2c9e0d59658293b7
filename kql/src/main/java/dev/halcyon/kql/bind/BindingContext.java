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
 * @param dialect what of the language the request may use
 */
public record BindingContext(
        Catalog catalog,
        FunctionSupport functions,
        long nowTicks,
        Optional<TimeRange> timeRange,
        Optional<DataProbe> probe,
        RequestValues values,
        Dialect dialect) {
    public BindingContext {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(timeRange, "timeRange");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(dialect, "dialect");
    }

    /** A context of the whole language. */
    public BindingContext(
            Catalog catalog,
            FunctionSupport functions,
            long nowTicks,
            Optional<TimeRange> timeRange,
            Optional<DataProbe> probe,
            RequestValues values) {
        this(catalog, functions, nowTicks, timeRange, probe, values, Dialect.KUSTO);
    }

    /** The same with another dialect. */
    public BindingContext withDialect(Dialect other) {
        return new BindingContext(catalog, functions, nowTicks, timeRange, probe, values, other);
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
