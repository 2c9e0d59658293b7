package dev.halcyon.engine.lower;

import dev.halcyon.analytics.anomalies.AnomalyOptions;
import dev.halcyon.analytics.forecast.ForecastOptions;
import dev.halcyon.engine.lower.NumberLists.TypedList;
import dev.halcyon.engine.runtime.ListFunctions;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Series functions (series.md). A function of several columns is computed as one array of them. */
final class SeriesLowerings {

    private static final SqlExpression NULL = Sql.text("null");
    private static final long DETECT = -1;
    private static final int NO_CONSTANT = -1;

    private SeriesLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        SeriesArithmeticLowerings.register(registry);
        registerFills(registry);
        registerFilters(registry);
        registerModels(registry);
        registerForecasting(registry);
        registerRegressions(registry);
    }

    private static void registerFills(ScalarLowerings.Registry registry) {
        SqlExpression zero = Sql.text("0");
        registry.add(
                "series_fill_const",
                call -> filled(call, "const", jsonOr(call, 2, NULL), jsonOr(call, 1, zero), 1, Sql.TRUE));
        registry.add(
                "series_fill_forward",
                call -> filled(call, "forward", jsonOr(call, 1, NULL), NULL, NO_CONSTANT, Sql.TRUE));
        registry.add(
                "series_fill_backward",
                call -> filled(call, "backward", jsonOr(call, 1, NULL), NULL, NO_CONSTANT, Sql.TRUE));
        registry.add(
                "series_fill_linear",
                call -> filled(
                        call,
                        "linear",
                        jsonOr(call, 1, NULL),
                        jsonOr(call, 3, Sql.text("0.0")),
                        3,
                        call.count() > 2 ? Sql.coalesce(truth(call, 2), Sql.TRUE) : Sql.TRUE));
    }

    /**
     * A filled series: a list where the constant is of the type of the elements.
     *
     * @param constantIndex which argument the constant is
     */
    private static SqlExpression filled(
            ScalarArguments call,
            String way,
            SqlExpression placeholder,
            SqlExpression constant,
            int constantIndex,
            SqlExpression edges) {
        SqlExpression series = call.value(0);
        Optional<TypedList> list = NumberLists.numberList(series);
        if (list.isEmpty()) {
            return Sql.function("kql_series_fill_" + way, series, placeholder, constant, edges);
        }
        boolean real = list.get().element() == ScalarType.REAL;
        List<SqlExpression> arguments = List.of(
                list.get().list(),
                Sql.text(way),
                placeholder,
                constantText(call, constantIndex, constant),
                flag(edges));
        boolean sameType = constantIndex == NO_CONSTANT
                || constantType(call, constantIndex, way) == list.get().element();
        if (sameType) {
            return NumberLists.single(real ? "kql_fill_gaps_real" : "kql_fill_gaps_integer", arguments);
        }
        return Sql.function(real ? "kql_fill_real_gaps_json" : "kql_fill_integer_gaps_json", arguments);
    }

    /** What the constant of a fill is when it is given as a literal, or left out; null where rows decide. */
    private static @Nullable ScalarType constantType(ScalarArguments call, int index, String way) {
        if (index >= call.count()) {
            return way.equals("linear") ? ScalarType.REAL : ScalarType.LONG;
        }
        return switch (call.constant(index).orElse(null)) {
            case Long number -> ScalarType.LONG;
            case Integer number -> ScalarType.LONG;
            case Double number -> ScalarType.REAL;
            case null, default -> null;
        };
    }

    /** A literal as its text, so that a nested block need not compute it. */
    private static SqlExpression constantText(ScalarArguments call, int index, SqlExpression text) {
        return index == NO_CONSTANT
                ? text
                : switch (call.constant(index).orElse(null)) {
                    case Long number -> Sql.text(number.toString());
                    case Integer number -> Sql.text(number.toString());
                    case null, default -> text;
                };
    }

    private static void registerFilters(ScalarLowerings.Registry registry) {
        registry.add("series_fir", SeriesLowerings::filtered);
        registry.add(
                "series_iir",
                call -> NumberLists.single(
                        "kql_iir", NumberLists.numbers(call.value(0)), call.value(1), call.value(2)));
        registry.add("series_fft", call -> transformed(call, 0));
        registry.add("series_ifft", call -> transformed(call, 1));
    }

    /** Normalised, the results are reals; else they are integers when series and filter are. */
    private static SqlExpression filtered(ScalarArguments call) {
        SqlExpression series = call.value(0);
        SqlExpression filter = call.value(1);
        SqlExpression normalise = call.count() > 2 ? flag(call.value(2)) : Sql.constant(-1);
        SqlExpression centre = call.count() > 3 ? flag(call.value(3)) : Sql.constant(0);
        boolean normalised = call.constant(2)
                .map(Boolean.TRUE::equals)
                .orElseGet(() -> call.count() <= 2
                        && call.constantString(1)
                                .filter(ListFunctions::isNormalised)
                                .isPresent());
        Optional<TypedList> list = NumberLists.numberList(series);
        if (normalised
                || list.filter(known -> known.element() == ScalarType.REAL).isPresent()) {
            return NumberLists.single("kql_fir", NumberLists.numbers(series), filter, normalise, centre);
        }
        return list.map(known -> Sql.function("kql_fir_integer_json", known.list(), filter, normalise, centre))
                .orElseGet(() -> Sql.function("kql_series_fir", series, filter, normalise, centre));
    }

    private static SqlExpression transformed(ScalarArguments call, long inverse) {
        Optional<SqlExpression> imaginary =
                call.count() > 1 ? NumberLists.knownNumbers(call.value(1)) : Optional.of(noNumbers());
        return imaginary
                .map(part -> NumberLists.call(
                        "kql_fft", List.of(NumberLists.numbers(call.value(0)), part, Sql.constant(inverse))))
                .orElseGet(() -> Sql.function(
                        inverse == 0 ? "kql_series_fft" : "kql_series_ifft", call.value(0), jsonOr(call, 1, NULL)));
    }

    /** 1 for true, 0 for false, −1 for null. */
    private static SqlExpression flag(SqlExpression truth) {
        return switch (truth) {
            case SqlExpression.Constant(Boolean value) -> Sql.constant(value ? 1 : 0);
            default ->
                Sql.coalesce(
                        Sql.when(truth, Sql.constant(1), Sql.when(Sql.not(truth), Sql.constant(0))), Sql.constant(-1));
        };
    }

    private static void registerModels(ScalarLowerings.Registry registry) {
        registry.add(
                "series_decompose",
                call -> NumberLists.call(
                        "kql_series_decompose",
                        List.of(
                                NumberLists.numbers(call.value(0)),
                                integer(call, 1, DETECT),
                                text(call, 2, "avg"),
                                integer(call, 3, 0),
                                real(call, 4, 0.6))));
        registry.add(
                "series_decompose_anomalies",
                call -> NumberLists.call(
                        "kql_series_decompose_anomalies",
                        List.of(
                                NumberLists.numbers(call.value(0)),
                                integer(call, 2, DETECT),
                                text(call, 3, "avg"),
                                integer(call, 4, 0),
                                real(call, 6, 0.6),
                                real(call, 1, 1.5),
                                text(call, 5, "ctukey"))));
        registry.add(
                "series_decompose_forecast",
                call -> NumberLists.call(
                        "kql_series_decompose_forecast",
                        List.of(
                                NumberLists.numbers(call.value(0)),
                                integer(call, 2, DETECT),
                                text(call, 3, "linefit"),
                                integer(call, 1, 0),
                                real(call, 4, 0.6))));
        registry.add(
                "series_seasonal",
                call -> NumberLists.single(
                        "kql_series_seasonal",
                        NumberLists.numbers(call.value(0)),
                        integer(call, 1, DETECT),
                        integer(call, 2, 0)));
        registry.add(
                "series_outliers",
                call -> NumberLists.single(
                        "kql_series_outliers",
                        NumberLists.numbers(call.value(0)),
                        text(call, 1, "ctukey"),
                        jsonOr(call, 2, NULL),
                        real(call, 3, 10),
                        real(call, 4, 90),
                        integer(call, 5, 0)));
        registry.add(
                "series_periods_detect",
                call -> NumberLists.call(
                        "kql_series_periods_detect",
                        List.of(
                                NumberLists.numbers(call.value(0)),
                                real(call, 1, 0),
                                real(call, 2, 0),
                                integer(call, 3, 0))));
        registry.add(
                "series_periods_validate",
                call -> NumberLists.call(
                        "kql_series_periods_validate", List.of(NumberLists.numbers(call.value(0)), array(call, 1))));
    }

    private static void registerForecasting(ScalarLowerings.Registry registry) {
        AnomalyOptions anomalies = AnomalyOptions.STANDARD;
        registry.add(
                "halcyon_anomalies",
                call -> NumberLists.call(
                        "kql_halcyon_anomalies",
                        List.of(
                                NumberLists.numbers(call.value(0)),
                                real(call, 1, anomalies.threshold()),
                                integer(call, 2, anomalies.seasonality()),
                                text(call, 3, "robust"),
                                integer(call, 4, anomalies.coolDown()),
                                real(call, 5, anomalies.scaleFloor()))));
        ForecastOptions forecast = ForecastOptions.STANDARD;
        registry.add(
                "halcyon_forecast",
                call -> NumberLists.call(
                        "kql_halcyon_forecast",
                        List.of(
                                NumberLists.numbers(call.value(0)),
                                integer(call, 1, 0),
                                integer(call, 2, forecast.seasonality()),
                                real(call, 3, forecast.confidence()),
                                text(call, 4, "auto"))));
    }

    private static void registerRegressions(ScalarLowerings.Registry registry) {
        for (String fit : List.of("fit_line", "fit_2lines")) {
            registry.add(
                    "series_" + fit,
                    call -> NumberLists.call("kql_" + fit, List.of(NumberLists.numbers(call.value(0)))));
            registry.add(
                    "series_" + fit + "_dynamic",
                    call -> Sql.function("kql_" + fit + "_bag", NumberLists.numbers(call.value(0))));
        }
        registry.add("series_fit_poly", SeriesLowerings::polynomial);
        registry.add(
                "series_stats",
                call -> NumberLists.call(
                        "kql_stats", List.of(NumberLists.numbers(call.value(0)), ignoresNonFinite(call))));
        registry.add(
                "series_stats_dynamic",
                call -> Sql.function("kql_stats_bag", NumberLists.numbers(call.value(0)), ignoresNonFinite(call)));
    }

    private static SqlExpression polynomial(ScalarArguments call) {
        SqlExpression degree = integer(call, 2, 1);
        Optional<SqlExpression> positions =
                call.count() > 1 ? NumberLists.knownNumbers(call.value(1)) : Optional.of(noNumbers());
        return positions
                .map(known ->
                        NumberLists.call("kql_fit_poly", List.of(NumberLists.numbers(call.value(0)), known, degree)))
                .orElseGet(() -> Sql.function("kql_series_fit_poly", call.value(0), jsonOr(call, 1, NULL), degree));
    }

    private static SqlExpression ignoresNonFinite(ScalarArguments call) {
        return call.count() > 1 ? flag(Sql.coalesce(call.value(1), Sql.FALSE)) : Sql.constant(0);
    }

    /** Where no series is given. */
    private static SqlExpression noNumbers() {
        return Sql.function("kql_numbers", Sql.cast(Sql.NULL, SqlType.VARCHAR));
    }

    /** The arguments from an index on as one array. */
    private static SqlExpression array(ScalarArguments call, int start) {
        List<SqlExpression> elements = new ArrayList<>();
        for (int index = start; index < call.count(); index++) {
            elements.add(jsonOr(call, index, NULL));
        }
        return Sql.function("kql_array", elements);
    }

    private static SqlExpression jsonOr(ScalarArguments call, int index, SqlExpression missing) {
        return index < call.count() ? Sql.coalesce(call.json(index), missing) : missing;
    }

    private static SqlExpression truth(ScalarArguments call, int index) {
        return index < call.count() ? call.value(index) : Sql.cast(Sql.NULL, SqlType.BOOLEAN);
    }

    private static SqlExpression text(ScalarArguments call, int index, String missing) {
        return index < call.count() ? call.value(index) : Sql.text(missing);
    }

    private static SqlExpression integer(ScalarArguments call, int index, long missing) {
        SqlExpression otherwise = Sql.cast(Sql.constant(missing), SqlType.BIGINT);
        return index < call.count() ? Sql.coalesce(converted(call, index, ScalarType.LONG), otherwise) : otherwise;
    }

    private static SqlExpression real(ScalarArguments call, int index, double missing) {
        SqlExpression otherwise = Sql.cast(Sql.constant(missing), SqlType.DOUBLE);
        return index < call.count() ? Sql.coalesce(converted(call, index, ScalarType.REAL), otherwise) : otherwise;
    }

    static SqlExpression converted(ScalarArguments call, int index, ScalarType type) {
        return ConversionLowerings.convert(call.value(index), call.type(index), type);
    }
}
