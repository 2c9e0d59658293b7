package dev.halcyon.engine.lower;

import dev.halcyon.kql.bind.FunctionSupport.UnfitConstant;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Arguments that a lowering refuses: whether they are such can be told before the query runs. */
public final class UnfitArguments {

    private static final List<String> PARTS = List.of(
            "year",
            "quarter",
            "month",
            "week_of_year",
            "day",
            "dayofyear",
            "hour",
            "minute",
            "second",
            "millisecond",
            "microsecond",
            "nanosecond");

    private static final Set<String> OLD_PARTS = Set.of("week", "weekofyear");

    private static final List<String> UNITS = List.of(
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "second",
            "millisecond",
            "microsecond",
            "nanosecond");

    private UnfitArguments() {}

    /** What is wrong with an argument of the call. */
    public static Optional<UnfitConstant> unfit(Call call) {
        return call.function().kind() == FunctionKind.SCALAR
                ? ofFunction(call).or(() -> ConstantPatterns.unfit(call))
                : ConstantPatterns.unfit(call);
    }

    private static Optional<UnfitConstant> ofFunction(Call call) {
        return switch (call.function().name()) {
            case "datetime_part" -> part(call, PARTS, OLD_PARTS);
            case "datetime_add", "datetime_diff" -> part(call, UNITS, Set.of());
            case "around" -> around(call);
            case "bin", "bin_at" -> bin(call);
            case "parse_command_line" -> parser(call);
            case "geo_line_locate_point" -> spheroid(call);
            case "array_sort_asc", "array_sort_desc" -> arrays(call);
            case "rank_tdigest", "percentrank_tdigest" -> rank(call);
            default -> Optional.empty();
        };
    }

    /** Parts that are not listed are those that nobody should begin to use. */
    private static Optional<UnfitConstant> part(Call call, List<String> parts, Set<String> unlisted) {
        return text(call, 0)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .filter(part -> !parts.contains(part))
                .filter(part -> !unlisted.contains(part))
                .map(part -> new UnfitConstant(
                        0,
                        "%s() has no part '%s'; there are %s"
                                .formatted(call.function().name(), part, String.join(", ", parts))));
    }

    private static Optional<UnfitConstant> around(Call call) {
        return ContextLowerings.isComparable(types(call))
                ? Optional.empty()
                : unfit(0, "around() takes three numbers, or a datetime, a datetime and a timespan");
    }

    private static Optional<UnfitConstant> bin(Call call) {
        return switch (call.type()) {
            case INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN -> Optional.empty();
            case BOOL, GUID, STRING, DYNAMIC ->
                unfit(0, call.function().name() + "() takes numbers, datetimes and timespans");
        };
    }

    private static Optional<UnfitConstant> parser(Call call) {
        if (!(call.arguments().get(1) instanceof Literal)) {
            return unfit(1, "parse_command_line() needs a constant parser");
        }
        return text(call, 1)
                .filter(parser -> !parser.equalsIgnoreCase("windows"))
                .flatMap(parser ->
                        unfit(1, "parse_command_line() knows the parser 'windows', not '%s'".formatted(parser)));
    }

    private static Optional<UnfitConstant> spheroid(Call call) {
        boolean given = call.arguments().size() > 3
                && !(call.arguments().get(3) instanceof Literal literal
                        && literal.value() != null
                        && GeospatialLowerings.isFalse(literal.value()));
        return given
                ? unfit(3, "geo_line_locate_point() on the spheroid is not supported; leave use_spheroid out")
                : Optional.empty();
    }

    /** Arrays, and behind them a flag. */
    private static Optional<UnfitConstant> arrays(Call call) {
        List<ScalarType> types = types(call);
        return IntStream.range(0, Math.max(1, types.size() - 1))
                .filter(index -> types.get(index) != ScalarType.DYNAMIC)
                .mapToObj(index -> new UnfitConstant(
                        index,
                        "%s() takes arrays and, last, a bool"
                                .formatted(call.function().name())))
                .findFirst();
    }

    private static Optional<UnfitConstant> rank(Call call) {
        return switch (call.arguments().get(1).type()) {
            case INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, DYNAMIC -> Optional.empty();
            case BOOL, GUID, STRING ->
                unfit(
                        1,
                        "%s() takes a number, a datetime or a timespan"
                                .formatted(call.function().name()));
        };
    }

    private static Optional<UnfitConstant> unfit(int argument, String reason) {
        return Optional.of(new UnfitConstant(argument, reason));
    }

    private static List<ScalarType> types(Call call) {
        return call.arguments().stream().map(ScalarExpression::type).toList();
    }

    private static Optional<String> text(Call call, int index) {
        return call.arguments().get(index) instanceof Literal literal && literal.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
