package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.regression.LineFit;
import dev.halcyon.analytics.regression.PolynomialFit;
import dev.halcyon.analytics.regression.TwoLineFit;
import dev.halcyon.analytics.statistics.SeriesStatistics;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Regression and statistics of series (series.md, section 4). A function of several columns gives one array with an
 * element for each column; its dynamic form gives a bag.
 */
final class SeriesRegressionFunctions {

    private static final String RULE = "series.md, section 4";
    private static final int GREATEST_DEGREE = 100;

    private SeriesRegressionFunctions() {}

    /** Positions may be given as text that is no array; a list cannot tell that from none. */
    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict(
                "kql_series_fit_poly",
                RULE,
                text,
                a -> {
                    double[] x = a.text(1).equals("null") ? null : NumberArray.finite(a.text(1));
                    Object[] parts = x == null && !a.text(1).equals("null")
                            ? null
                            : polynomial(NumberArray.finite(a.text(0)), x, a.integer(2));
                    return parts == null ? null : columns(parts);
                },
                text,
                text,
                SqlType.BIGINT);
    }

    static List<ListFunction> lists() {
        List<Shape> line = new ArrayList<>(Collections.nCopies(5, Shape.REAL));
        line.add(Shape.REALS);
        List<Shape> twoLines = new ArrayList<>(Collections.nCopies(15, Shape.REAL));
        twoLines.set(1, Shape.INTEGER);
        twoLines.set(4, Shape.REALS);
        List<Shape> text = List.of(Shape.TEXT);
        return List.of(
                ListFunctions.strict("kql_fit_line", RULE, line, a -> values(line(a)), Shape.REALS),
                ListFunctions.strict("kql_fit_line_bag", RULE, text, a -> bag(line(a)), Shape.REALS),
                ListFunctions.strict("kql_fit_2lines", RULE, twoLines, a -> values(twoLines(a)), Shape.REALS),
                ListFunctions.strict("kql_fit_2lines_bag", RULE, text, a -> bag(twoLines(a)), Shape.REALS),
                new ListFunction(
                        "kql_fit_poly",
                        RULE,
                        List.of(Shape.REALS, Shape.REALS, Shape.INTEGER),
                        false,
                        List.of(Shape.REAL, Shape.REALS, Shape.REAL, Shape.REAL, Shape.REALS),
                        SeriesRegressionFunctions::polynomial),
                ListFunctions.strict(
                        "kql_stats",
                        RULE,
                        List.of(
                                Shape.REAL,
                                Shape.INTEGER,
                                Shape.REAL,
                                Shape.INTEGER,
                                Shape.REAL,
                                Shape.REAL,
                                Shape.REAL),
                        a -> values(statistics(a, false)),
                        Shape.REALS,
                        Shape.INTEGER),
                ListFunctions.strict(
                        "kql_stats_bag", RULE, text, a -> bag(statistics(a, true)), Shape.REALS, Shape.INTEGER));
    }

    private static @Nullable Map<String, Object> line(Arguments a) {
        double[] series = a.reals(0).finite();
        if (series == null || series.length == 0) {
            return null;
        }
        LineFit line = LineFit.of(series);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rsquare", line.rsquare());
        members.put("slope", line.slope());
        members.put("variance", line.variance());
        members.put("rvariance", line.residualVariance());
        members.put("interception", line.interception());
        members.put("line_fit", NumberList.Reals.of(line.fit()));
        return members;
    }

    private static @Nullable Map<String, Object> twoLines(Arguments a) {
        double[] series = a.reals(0).finite();
        if (series == null || series.length < 2) {
            return null;
        }
        TwoLineFit lines = TwoLineFit.of(series);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rsquare", lines.rsquare());
        members.put("split_idx", (long) lines.split());
        members.put("variance", lines.variance());
        members.put("rvariance", lines.residualVariance());
        members.put("line_fit", NumberList.Reals.of(lines.fit()));
        members.put("right", side(lines.right()));
        members.put("left", side(lines.left()));
        return members;
    }

    private static Map<String, Object> side(LineFit line) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rsquare", line.rsquare());
        members.put("slope", line.slope());
        members.put("interception", line.interception());
        members.put("variance", line.variance());
        members.put("rvariance", line.residualVariance());
        return members;
    }

    /** Values, positions or null for 1, 2, 3 …, degree. */
    private static Object[] polynomial(@Nullable Object[] a) {
        double[] y = a[0] == null ? null : ((NumberList.Reals) a[0]).finite();
        double[] x = a[1] == null ? null : ((NumberList.Reals) a[1]).finite();
        Object[] parts = a[2] == null || (x == null && a[1] != null) ? null : polynomial(y, x, (Long) a[2]);
        return parts == null ? ListFunctions.NOTHING : parts;
    }

    private static Object @Nullable [] polynomial(double @Nullable [] y, double @Nullable [] positions, long degree) {
        if (degree < 0 || degree > GREATEST_DEGREE) {
            throw new QueryFailure("series_fit_poly() fits degrees 0 to %d, not %d".formatted(GREATEST_DEGREE, degree));
        }
        double[] x = positions == null && y != null ? positions(y.length) : positions;
        if (y == null || x == null || y.length != x.length || y.length == 0) {
            return null;
        }
        PolynomialFit polynomial = PolynomialFit.of(y, x, (int) degree);
        return new Object[] {
            polynomial.rsquare(),
            NumberList.Reals.of(polynomial.coefficients()),
            polynomial.variance(),
            polynomial.residualVariance(),
            NumberList.Reals.of(polynomial.fit())
        };
    }

    private static double[] positions(int count) {
        double[] positions = new double[count];
        for (int index = 0; index < count; index++) {
            positions[index] = index + 1;
        }
        return positions;
    }

    private static @Nullable Map<String, Object> statistics(Arguments a, boolean full) {
        NumberList.Reals series = a.reals(0);
        if (a.integer(1) == 0 && series.finite() == null) {
            return null;
        }
        return SeriesStatistics.of(series.orNaN())
                .map(statistics -> statistics(statistics, full))
                .orElse(null);
    }

    private static Map<String, Object> statistics(SeriesStatistics statistics, boolean full) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("min", statistics.least());
        members.put("min_idx", (long) statistics.leastIndex());
        members.put("max", statistics.greatest());
        members.put("max_idx", (long) statistics.greatestIndex());
        members.put("avg", statistics.mean());
        members.put("stdev", statistics.deviation());
        members.put("variance", statistics.variance());
        if (full) {
            members.put("sum", statistics.sum());
            members.put("len", (long) statistics.count());
        }
        return members;
    }

    /** The members as columns; inner ones follow the outer ones. */
    private static Object @Nullable [] values(@Nullable Map<String, Object> members) {
        return members == null
                ? null
                : members.values().stream()
                        .flatMap(value -> value instanceof Map<?, ?> inner ? inner.values().stream() : Stream.of(value))
                        .toArray();
    }

    private static @Nullable String bag(@Nullable Map<String, Object> members) {
        return members == null
                ? null
                : write(members, new NumberArrayWriter(64)).toString();
    }

    private static NumberArrayWriter write(Map<?, ?> members, NumberArrayWriter writer) {
        writer.open('{');
        members.forEach((name, value) -> write(value, writer.name((String) name)));
        return writer.close('}');
    }

    private static String columns(Object[] values) {
        NumberArrayWriter writer = new NumberArrayWriter(64).open('[');
        for (Object value : values) {
            write(value, writer);
        }
        return writer.close(']').toString();
    }

    private static void write(Object value, NumberArrayWriter writer) {
        switch (value) {
            case Long number -> writer.value(number.longValue());
            case Double number -> writer.value(number.doubleValue());
            case NumberList list -> writer.array(list);
            case Map<?, ?> inner -> write(inner, writer);
            default -> throw new IllegalArgumentException("No member: " + value);
        }
    }
}
