package dev.halcyon.kql.plan;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What {@code set} statements and the options of a request ask of its run (R10, R140). Of an option given twice the
 * lower value holds.
 *
 * @param maximumRows result rows before a result is cut
 * @param maximumBytes result bytes before a result is cut
 * @param untruncated asks for no such limit; it holds only when no limit is given
 * @param timeLimitTicks longest run, in ticks
 */
public record RequestOptions(
        OptionalLong maximumRows, OptionalLong maximumBytes, boolean untruncated, OptionalLong timeLimitTicks) {

    /** Nothing asked. */
    public static final RequestOptions NONE =
            new RequestOptions(OptionalLong.empty(), OptionalLong.empty(), false, OptionalLong.empty());

    public RequestOptions {
        Objects.requireNonNull(maximumRows, "maximumRows");
        Objects.requireNonNull(maximumBytes, "maximumBytes");
        Objects.requireNonNull(timeLimitTicks, "timeLimitTicks");
    }
}
