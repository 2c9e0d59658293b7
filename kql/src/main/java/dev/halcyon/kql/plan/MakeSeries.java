package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Regular series (R114 to R116): for each combination of the keys one row with an array for each aggregate and the axis
 * array, bins {@code [start + k*step, start + (k+1)*step)}.
 *
 * @param keys the {@code by} columns
 * @param aggregates what is computed for each bin that has rows
 * @param series the arrays, in written order
 * @param axis the output column of the axis array (dynamic)
 * @param axisValue the axis expression over the input: datetime, timespan or numeric
 * @param from the first bin's start; empty means the data's smallest value, rounded down to a multiple of the step
 * @param to the end; empty means the data's greatest value
 * @param inclusiveEnd true for the {@code in range(a, b, s)} form: the end is inclusive and bins align like
 *     {@code bin()}
 * @param nonEmpty true for {@code kind=nonempty}: one row of defaults for empty input without keys
 */
public record MakeSeries(
        Relation input,
        List<Assignment> keys,
        List<AggregateAssignment> aggregates,
        List<Series> series,
        PlanColumn axis,
        ScalarExpression axisValue,
        Optional<ScalarExpression> from,
        Optional<ScalarExpression> to,
        ScalarExpression step,
        boolean inclusiveEnd,
        boolean nonEmpty)
        implements Relation {

    /** Most points one series may have (R115). */
    public static final int MAXIMUM_POINTS = 1_048_576;

    public MakeSeries {
        Objects.requireNonNull(input, "input");
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
        series = List.copyOf(series);
        Objects.requireNonNull(axis, "axis");
        Objects.requireNonNull(axisValue, "axisValue");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(step, "step");
    }

    @Override
    public List<PlanColumn> columns() {
        return Stream.of(keys.stream().map(Assignment::target), series.stream().map(Series::target), Stream.of(axis))
                .flatMap(column -> column)
                .toList();
    }

    /**
     * One array of a series.
     *
     * @param target the array column (dynamic)
     * @param value the value of a bin with rows, over the columns of the aggregates; its type is the element type
     * @param defaultValue the value of a bin without rows, of the element type
     */
    public record Series(PlanColumn target, ScalarExpression value, ScalarExpression defaultValue) {
        public Series {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(defaultValue, "defaultValue");
        }
    }
}
