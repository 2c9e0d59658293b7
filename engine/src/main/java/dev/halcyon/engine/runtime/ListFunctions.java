package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.SeriesDecomposition;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every function over lists of numbers: between lists and the JSON text of dynamic values, the arrays of
 * {@code make-series}, and the decompositions.
 */
public final class ListFunctions {

    static final Object[] NOTHING = {};

    private static final String DECOMPOSITION = "series.md, section 1";

    private static final List<ListFunction> ALL = Stream.of(
                    own(),
                    ArrayFunctions.lists(),
                    SeriesArithmeticFunctions.lists(),
                    SeriesFillFunctions.lists(),
                    SeriesFilterFunctions.lists(),
                    SeriesModelFunctions.lists(),
                    SeriesRegressionFunctions.lists(),
                    SeriesForecastingFunctions.lists())
            .flatMap(List::stream)
            .toList();

    private static final Map<String, ListFunction> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ListFunction::name, Function.identity()));

    private ListFunctions() {}

    private static List<ListFunction> own() {
        return List.of(
                strict("kql_numbers", "R72", List.of(Shape.REALS), a -> numbers(a.text(0)), Shape.TEXT),
                text("kql_reals_json", "R69", Shape.REALS, NumberArrayWriter::list),
                text("kql_integers_json", "R69", Shape.INTEGERS, NumberArrayWriter::list),
                text(
                        "kql_datetimes_json",
                        "R13",
                        Shape.INTEGERS,
                        list -> SeriesFunctions.datetimes((NumberList.Integers) list)),
                text(
                        "kql_timespans_json",
                        "R13",
                        Shape.INTEGERS,
                        list -> SeriesFunctions.timespans((NumberList.Integers) list)),
                new ListFunction(
                        "kql_axis_integers",
                        "R114",
                        List.of(Shape.INTEGER, Shape.INTEGER, Shape.INTEGER, Shape.INTEGER),
                        false,
                        List.of(Shape.INTEGERS),
                        SeriesFunctions::axisIntegers),
                new ListFunction(
                        "kql_axis_reals",
                        "R114",
                        List.of(Shape.REAL, Shape.REAL, Shape.INTEGER, Shape.INTEGER),
                        false,
                        List.of(Shape.REALS),
                        SeriesFunctions::axisReals),
                new ListFunction(
                        "kql_fill_reals",
                        "R114, R115",
                        List.of(Shape.INTEGERS, Shape.REALS, Shape.INTEGER, Shape.INTEGER, Shape.REAL),
                        false,
                        List.of(Shape.REALS),
                        SeriesFill::reals),
                new ListFunction(
                        "kql_fill_integers",
                        "R114, R115",
                        List.of(Shape.INTEGERS, Shape.INTEGERS, Shape.INTEGER, Shape.INTEGER, Shape.INTEGER),
                        false,
                        List.of(Shape.INTEGERS),
                        SeriesFill::integers),
                strict(
                        "kql_series_decompose",
                        DECOMPOSITION,
                        List.of(Shape.REALS, Shape.REALS, Shape.REALS, Shape.REALS),
                        ListFunctions::decompose,
                        Shape.REALS,
                        Shape.INTEGER,
                        Shape.TEXT,
                        Shape.INTEGER,
                        Shape.REAL),
                strict(
                        "kql_series_decompose_anomalies",
                        DECOMPOSITION,
                        List.of(Shape.INTEGERS, Shape.REALS, Shape.REALS),
                        ListFunctions::anomalies,
                        Shape.REALS,
                        Shape.INTEGER,
                        Shape.TEXT,
                        Shape.INTEGER,
                        Shape.REAL,
                        Shape.REAL,
                        Shape.TEXT),
                strict(
                        "kql_series_decompose_forecast",
                        DECOMPOSITION,
                        List.of(Shape.REALS),
                        ListFunctions::forecast,
                        Shape.REALS,
                        Shape.INTEGER,
                        Shape.TEXT,
                        Shape.INTEGER,
                        Shape.REAL));
    }

    public static List<ListFunction> all() {
        return ALL;
    }

    /**
     * The function with this SQL name.
     *
     * @throws NullPointerException when there is none
     */
    public static ListFunction named(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), name);
    }

    /** The function with this SQL name, when it is one. */
    public static Optional<ListFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** True when {@code series_fir()} normalises a filter of this JSON text unless told otherwise. */
    public static boolean isNormalised(String filter) {
        return SeriesFilterFunctions.isNormalised(filter);
    }

    /** One value, an array of values, or null. */
    @FunctionalInterface
    interface StrictBody {
        @Nullable
        Object apply(Arguments arguments);
    }

    static ListFunction strict(String name, String rule, List<Shape> results, StrictBody body, Shape... parameters) {
        return new ListFunction(name, rule, List.of(parameters), true, results, arguments -> {
            Object result = body.apply(new Arguments(arguments));
            return result == null ? NOTHING : result instanceof Object[] several ? several : new Object[] {result};
        });
    }

    /** Numbers of a row, or null. */
    @FunctionalInterface
    interface MixedBody {
        @Nullable
        MixedNumbers apply(Arguments arguments);
    }

    /**
     * A function whose elements are integers or reals by their values, which only the text can hold: {@code _json} gives
     * the text, {@code _reals} the numbers that this text would be read as.
     */
    static List<ListFunction> twins(String name, String rule, MixedBody body, Shape... parameters) {
        return List.of(
                strict(
                        name + "_json",
                        rule,
                        List.of(Shape.TEXT),
                        a -> {
                            MixedNumbers numbers = body.apply(a);
                            return numbers == null ? null : numbers.json();
                        },
                        parameters),
                strict(
                        name + "_reals",
                        rule,
                        List.of(Shape.REALS),
                        a -> {
                            MixedNumbers numbers = body.apply(a);
                            return numbers == null ? null : numbers.toReals();
                        },
                        parameters));
    }

    /** The JSON text of a list. */
    private static ListFunction text(String name, String rule, Shape list, Function<NumberList, String> text) {
        return strict(name, rule, List.of(Shape.TEXT), a -> text.apply((NumberList) a.object(0)), list);
    }

    private static NumberList.@Nullable Reals numbers(String json) {
        NumberArray array = NumberArray.read(json);
        return array == null || array.isSingle() ? null : array.toList();
    }

    /** Series, period, trend, test points, threshold of the period's score. */
    private static Object @Nullable [] decompose(Arguments a) {
        DecompositionArguments arguments = DecompositionArguments.read(a);
        if (arguments == null) {
            return null;
        }
        SeriesDecomposition parts = SeriesDecomposition.of(arguments.series(), arguments.options());
        return new Object[] {
            NumberList.Reals.of(parts.baseline()),
            NumberList.Reals.of(parts.seasonal()),
            NumberList.Reals.of(parts.trend()),
            NumberList.Reals.of(parts.residual())
        };
    }

    /** As for {@link #decompose}; then the threshold of anomalies and the method. */
    private static Object @Nullable [] anomalies(Arguments a) {
        DecompositionArguments arguments = DecompositionArguments.read(a);
        var fences = DecompositionArguments.fences(a.text(6));
        if (arguments == null) {
            return null;
        }
        SeriesAnomalies found = SeriesAnomalies.of(arguments.series(), a.real(5), fences, arguments.options());
        return new Object[] {
            NumberList.Integers.of(found.flags()),
            NumberList.Reals.of(found.scores()),
            NumberList.Reals.of(found.baseline())
        };
    }

    private static NumberList.@Nullable Reals forecast(Arguments a) {
        DecompositionArguments arguments = DecompositionArguments.read(a);
        return arguments == null
                ? null
                : NumberList.Reals.of(SeriesDecomposition.forecast(
                        arguments.series(), arguments.options().testPoints(), arguments.options()));
    }
}
