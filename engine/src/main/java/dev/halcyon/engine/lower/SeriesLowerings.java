package dev.halcyon.engine.lower;

import dev.halcyon.analytics.anomalies.AnomalyOptions;
import dev.halcyon.analytics.forecast.ForecastOptions;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Series functions (series.md). A function of several columns is computed as one array of them. */
final class SeriesLowerings {

    private static final SqlExpression NULL = Sql.text("null");
    private static final long DETECT = -1;

    private SeriesLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        for (String name :
                List.of("abs", "acos", "asin", "atan", "ceiling", "cos", "exp", "floor", "log", "sign", "sin", "tan")) {
            registry.addFunction("series_" + name, "kql_series_" + name);
        }
        for (String name : List.of(
                "add",
                "subtract",
                "multiply",
                "divide",
                "pow",
                "equals",
                "not_equals",
                "less",
                "less_equals",
                "greater",
                "greater_equals",
                "dot_product")) {
            registry.add("series_" + name, call -> Sql.function("kql_series_" + name, call.json(0), call.json(1)));
        }
        registry.addFunction("series_sum", "kql_series_sum");
        registry.addFunction("series_product", "kql_series_product");
        registry.addFunction("series_magnitude", "kql_series_magnitude");
        registry.addFunction("series_pearson_correlation", "kql_series_pearson_correlation");
        registry.add("series_cosine_similarity", SeriesLowerings::cosine);
        registerFills(registry);
        registry.add(
                "series_fir",
                call -> Sql.function("kql_series_fir", call.value(0), call.value(1), truth(call, 2), truth(call, 3)));
        registry.addFunction("series_iir", "kql_series_iir");
        registry.add("series_fft", call -> Sql.function("kql_series_fft", call.value(0), jsonOr(call, 1, NULL)));
        registry.add("series_ifft", call -> Sql.function("kql_series_ifft", call.value(0), jsonOr(call, 1, NULL)));
        registerModels(registry);
        registerForecasting(registry);
        registerRegressions(registry);
    }

    private static void registerFills(ScalarLowerings.Registry registry) {
        SqlExpression zero = Sql.text("0");
        registry.add(
                "series_fill_const",
                call -> Sql.function(
                        "kql_series_fill_const", call.value(0), jsonOr(call, 1, zero), jsonOr(call, 2, NULL)));
        registry.add(
                "series_fill_forward",
                call -> Sql.function("kql_series_fill_forward", call.value(0), jsonOr(call, 1, NULL)));
        registry.add(
                "series_fill_backward",
                call -> Sql.function("kql_series_fill_backward", call.value(0), jsonOr(call, 1, NULL)));
        registry.add(
                "series_fill_linear",
                call -> Sql.function(
                        "kql_series_fill_linear",
                        call.value(0),
                        jsonOr(call, 1, NULL),
                        Sql.coalesce(truth(call, 2), Sql.TRUE),
                        jsonOr(call, 3, Sql.text("0.0"))));
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
                call -> Sql.function(
                        "kql_series_seasonal", call.value(0), integer(call, 1, DETECT), integer(call, 2, 0)));
        registry.add(
                "series_outliers",
                call -> Sql.function(
                        "kql_series_outliers",
                        call.value(0),
                        text(call, 1, "ctukey"),
                        jsonOr(call, 2, NULL),
                        real(call, 3, 10),
                        real(call, 4, 90),
                        integer(call, 5, 0)));
        registry.add(
                "series_periods_detect",
                call -> Sql.function(
                        "kql_series_periods_detect",
                        call.value(0),
                        real(call, 1, 0),
                        real(call, 2, 0),
                        integer(call, 3, 0)));
        registry.add(
                "series_periods_validate",
                call -> Sql.function("kql_series_periods_validate", call.value(0), array(call, 1)));
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
                call -> Sql.function(
                        "kql_halcyon_forecast",
                        call.value(0),
                        integer(call, 1, 0),
                        integer(call, 2, forecast.seasonality()),
                        real(call, 3, forecast.confidence()),
                        text(call, 4, "auto")));
    }

    private static void registerRegressions(ScalarLowerings.Registry registry) {
        registry.addFunction("series_fit_line", "kql_series_fit_line");
        registry.addFunction("series_fit_line_dynamic", "kql_series_fit_line_dynamic");
        registry.addFunction("series_fit_2lines", "kql_series_fit_2lines");
        registry.addFunction("series_fit_2lines_dynamic", "kql_series_fit_2lines_dynamic");
        registry.add(
                "series_fit_poly",
                call -> Sql.function("kql_series_fit_poly", call.value(0), jsonOr(call, 1, NULL), integer(call, 2, 1)));
        for (String name : List.of("series_stats", "series_stats_dynamic")) {
            registry.add(
                    name, call -> Sql.function("kql_" + name, call.value(0), Sql.coalesce(truth(call, 1), Sql.FALSE)));
        }
    }

    private static SqlExpression cosine(ScalarArguments call) {
        SqlExpression unknown = Sql.cast(Sql.NULL, SqlType.DOUBLE);
        return Sql.function(
                "kql_series_cosine_similarity",
                call.value(0),
                call.value(1),
                call.count() > 2 ? converted(call, 2, ScalarType.REAL) : unknown,
                call.count() > 3 ? converted(call, 3, ScalarType.REAL) : unknown);
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

    private static SqlExpression converted(ScalarArguments call, int index, ScalarType type) {
        return ConversionLowerings.convert(call.value(index), call.type(index), type);
    }
}
