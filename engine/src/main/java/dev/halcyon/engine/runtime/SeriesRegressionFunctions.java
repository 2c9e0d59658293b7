package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.regression.LineFit;
import dev.halcyon.analytics.regression.PolynomialFit;
import dev.halcyon.analytics.regression.TwoLineFit;
import dev.halcyon.analytics.statistics.SeriesStatistics;
import dev.halcyon.engine.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Regression and statistics of series (series.md, section 4). A function of several columns gives one array with an
 * element for each column; its dynamic form gives a bag.
 */
final class SeriesRegressionFunctions {

    private static final String RULE = "series.md, section 4";
    private static final int GREATEST_DEGREE = 100;

    private SeriesRegressionFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType truth = SqlType.BOOLEAN;
        list.strict("kql_series_fit_line", RULE, text, a -> line(a.text(0), false), text);
        list.strict("kql_series_fit_line_dynamic", RULE, text, a -> line(a.text(0), true), text);
        list.strict("kql_series_fit_2lines", RULE, text, a -> twoLines(a.text(0), false), text);
        list.strict("kql_series_fit_2lines_dynamic", RULE, text, a -> twoLines(a.text(0), true), text);
        list.strict(
                "kql_series_fit_poly",
                RULE,
                text,
                a -> polynomial(a.text(0), a.text(1), a.integer(2)),
                text,
                text,
                number);
        list.strict("kql_series_stats", RULE, text, a -> statistics(a.text(0), a.truth(1), false), text, truth);
        list.strict("kql_series_stats_dynamic", RULE, text, a -> statistics(a.text(0), a.truth(1), true), text, truth);
    }

    private static @Nullable String line(String json, boolean bag) {
        double[] series = NumberArray.finite(json);
        if (series == null || series.length == 0) {
            return null;
        }
        LineFit line = LineFit.of(series);
        Members members = new Members(bag, 2 * series.length);
        members.add("rsquare", line.rsquare());
        members.add("slope", line.slope());
        members.add("variance", line.variance());
        members.add("rvariance", line.residualVariance());
        members.add("interception", line.interception());
        members.add("line_fit", line.fit());
        return members.close();
    }

    private static @Nullable String twoLines(String json, boolean bag) {
        double[] series = NumberArray.finite(json);
        if (series == null || series.length < 2) {
            return null;
        }
        TwoLineFit lines = TwoLineFit.of(series);
        Members members = new Members(bag, 2 * series.length);
        members.add("rsquare", lines.rsquare());
        members.add("split_idx", lines.split());
        members.add("variance", lines.variance());
        members.add("rvariance", lines.residualVariance());
        members.add("line_fit", lines.fit());
        side(members, "right", lines.right());
        side(members, "left", lines.left());
        return members.close();
    }

    private static void side(Members members, String name, LineFit line) {
        members.open(name);
        members.add("rsquare", line.rsquare());
        members.add("slope", line.slope());
        members.add("interception", line.interception());
        members.add("variance", line.variance());
        members.add("rvariance", line.residualVariance());
        members.closeInner();
    }

    private static @Nullable String polynomial(String yJson, String xJson, long degree) {
        if (degree < 0 || degree > GREATEST_DEGREE) {
            throw new QueryFailure("series_fit_poly() fits degrees 0 to %d, not %d".formatted(GREATEST_DEGREE, degree));
        }
        double[] y = NumberArray.finite(yJson);
        double[] x = xJson.equals("null") && y != null ? positions(y.length) : NumberArray.finite(xJson);
        if (y == null || x == null || y.length != x.length || y.length == 0) {
            return null;
        }
        PolynomialFit polynomial = PolynomialFit.of(y, x, (int) degree);
        return new NumberArrayWriter(2 * y.length)
                .open('[')
                .value(polynomial.rsquare())
                .array(polynomial.coefficients())
                .value(polynomial.variance())
                .value(polynomial.residualVariance())
                .array(polynomial.fit())
                .close(']')
                .toString();
    }

    private static double[] positions(int count) {
        double[] positions = new double[count];
        for (int index = 0; index < count; index++) {
            positions[index] = index + 1;
        }
        return positions;
    }

    private static @Nullable String statistics(String json, boolean ignoreNonFinite, boolean bag) {
        NumberArray series = NumberArray.read(json);
        if (series == null || series.isSingle() || (!ignoreNonFinite && NumberArray.finite(json) == null)) {
            return null;
        }
        return SeriesStatistics.of(series.values())
                .map(statistics -> statistics(statistics, bag))
                .orElse(null);
    }

    private static String statistics(SeriesStatistics statistics, boolean bag) {
        Members members = new Members(bag, 16);
        members.add("min", statistics.least());
        members.add("min_idx", statistics.leastIndex());
        members.add("max", statistics.greatest());
        members.add("max_idx", statistics.greatestIndex());
        members.add("avg", statistics.mean());
        members.add("stdev", statistics.deviation());
        members.add("variance", statistics.variance());
        if (bag) {
            members.add("sum", statistics.sum());
            members.add("len", statistics.count());
        }
        return members.close();
    }

    /** The members of a bag, or the same values as an array of columns. */
    private static final class Members {
        private final boolean bag;
        private final NumberArrayWriter writer;

        Members(boolean bag, int elements) {
            this.bag = bag;
            this.writer = new NumberArrayWriter(elements).open(bag ? '{' : '[');
        }

        void add(String name, double value) {
            named(name).value(value);
        }

        void add(String name, int value) {
            named(name).value((long) value);
        }

        void add(String name, double[] values) {
            named(name).array(values);
        }

        /** In an array inner members follow the outer ones. */
        void open(String name) {
            if (bag) {
                named(name).open('{');
            }
        }

        void closeInner() {
            if (bag) {
                writer.close('}');
            }
        }

        String close() {
            return writer.close(bag ? '}' : ']').toString();
        }

        private NumberArrayWriter named(String name) {
            return bag ? writer.name(name) : writer;
        }
    }
}
