package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.arithmetic.ElementWise;
import dev.halcyon.analytics.statistics.Vectors;
import dev.halcyon.engine.sql.SqlType;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Element-wise functions of series and series as vectors (series.md, common laws and section 4). */
final class SeriesArithmeticFunctions {

    private static final String RULE = "series.md, common laws";

    private SeriesArithmeticFunctions() {}

    static void register(FunctionList list) {
        unary(list, "cos", Math::cos);
        unary(list, "sin", Math::sin);
        unary(list, "tan", Math::tan);
        unary(list, "acos", Math::acos);
        unary(list, "asin", Math::asin);
        unary(list, "atan", Math::atan);
        unary(list, "exp", Math::exp);
        unary(list, "log", Math::log);
        unary(list, "abs", Math::abs, Math::abs);
        unary(list, "ceiling", Math::ceil, x -> x);
        unary(list, "floor", Math::floor, x -> x);
        unary(list, "sign", Math::signum, Long::signum);
        binary(list, "add", Double::sum, Math::addExact);
        binary(list, "subtract", (a, b) -> a - b, Math::subtractExact);
        binary(list, "multiply", (a, b) -> a * b, Math::multiplyExact);
        binary(list, "divide", (a, b) -> a / b, null);
        binary(list, "pow", Math::pow, null);
        comparison(list, "equals", (a, b) -> a == b, order -> order == 0);
        comparison(list, "not_equals", (a, b) -> a != b, order -> order != 0);
        comparison(list, "less", (a, b) -> a < b, order -> order < 0);
        comparison(list, "less_equals", (a, b) -> a <= b, order -> order <= 0);
        comparison(list, "greater", (a, b) -> a > b, order -> order > 0);
        comparison(list, "greater_equals", (a, b) -> a >= b, order -> order >= 0);
        vectors(list);
    }

    private static void vectors(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType real = SqlType.DOUBLE;
        String rule = "series.md, section 4";
        list.strict("kql_series_sum", rule, real, a -> number(a.text(0), Vectors::sum), text);
        list.strict("kql_series_product", rule, real, a -> number(a.text(0), Vectors::product), text);
        list.strict("kql_series_magnitude", rule, real, a -> number(a.text(0), Vectors::magnitude), text);
        list.strict("kql_series_dot_product", rule, real, a -> dotProduct(a.text(0), a.text(1)), text, text);
        list.lenient(
                "kql_series_cosine_similarity", rule, real, SeriesArithmeticFunctions::cosine, text, text, real, real);
        list.strict("kql_series_pearson_correlation", rule, real, a -> correlation(a.text(0), a.text(1)), text, text);
    }

    private static void unary(FunctionList list, String name, DoubleUnaryOperator reals) {
        unary(list, name, reals, null);
    }

    private static void unary(
            FunctionList list, String name, DoubleUnaryOperator reals, @Nullable LongUnaryOperator integers) {
        list.strict(
                "kql_series_" + name, RULE, SqlType.VARCHAR, a -> unary(a.text(0), reals, integers), SqlType.VARCHAR);
    }

    /** {@code integers}, where given, keeps a series of integers one. */
    private static @Nullable String unary(
            String json, DoubleUnaryOperator reals, @Nullable LongUnaryOperator integers) {
        NumberArray series = NumberArray.read(json);
        if (series == null || series.isSingle()) {
            return null;
        }
        long[] whole = series.integers();
        if (!series.hasMissing() && (whole == null || integers == null)) {
            return NumberArrayWriter.reals(ElementWise.map(series.values(), reals));
        }
        NumberArrayWriter writer = new NumberArrayWriter(series.length()).open('[');
        for (int index = 0; index < series.length(); index++) {
            if (series.isMissing(index)) {
                writer.nothing();
            } else if (whole != null && integers != null) {
                writer.value(integers.applyAsLong(whole[index]));
            } else {
                writer.value(reals.applyAsDouble(series.values()[index]));
            }
        }
        return writer.close(']').toString();
    }

    private static void binary(
            FunctionList list, String name, DoubleBinaryOperator reals, @Nullable LongBinaryOperator integers) {
        list.strict(
                "kql_series_" + name,
                RULE,
                SqlType.VARCHAR,
                a -> {
                    Pair pair = Pair.read(a.text(0), a.text(1));
                    return pair == null ? null : pair.combine(reals, integers);
                },
                SqlType.VARCHAR,
                SqlType.VARCHAR);
    }

    /** A test of two real numbers. */
    private interface RealTest {
        boolean test(double left, double right);
    }

    /** A test of the result of comparing two integers. */
    private interface OrderTest {
        boolean test(int order);
    }

    private static void comparison(FunctionList list, String name, RealTest reals, OrderTest integers) {
        list.strict(
                "kql_series_" + name,
                RULE,
                SqlType.VARCHAR,
                a -> {
                    Pair pair = Pair.read(a.text(0), a.text(1));
                    return pair == null ? null : pair.compare(reals, integers);
                },
                SqlType.VARCHAR,
                SqlType.VARCHAR);
    }

    /** Two series of which one at least is an array; beyond the end of the shorter, elements are null. */
    private record Pair(NumberArray left, NumberArray right) {

        static @Nullable Pair read(String left, String right) {
            NumberArray first = NumberArray.read(left);
            NumberArray second = NumberArray.read(right);
            if (first == null || second == null || (first.isSingle() && second.isSingle())) {
                return null;
            }
            return new Pair(first.repeated(second.length()), second.repeated(first.length()));
        }

        String combine(DoubleBinaryOperator reals, @Nullable LongBinaryOperator integers) {
            if (integers != null && left.integers() != null && right.integers() != null) {
                try {
                    return integers(left.integers(), right.integers(), integers);
                } catch (ArithmeticException e) {
                    // Beyond 64 bits the result is a series of real numbers.
                }
            }
            NumberArrayWriter writer = new NumberArrayWriter(2 * length()).open('[');
            for (int index = 0; index < length(); index++) {
                if (isMissing(index)) {
                    writer.nothing();
                } else {
                    writer.value(reals.applyAsDouble(left.values()[index], right.values()[index]));
                }
            }
            return writer.close(']').toString();
        }

        private String integers(long[] first, long[] second, LongBinaryOperator operator) {
            NumberArrayWriter writer = new NumberArrayWriter(length()).open('[');
            for (int index = 0; index < length(); index++) {
                if (isMissing(index)) {
                    writer.nothing();
                } else {
                    writer.value(operator.applyAsLong(first[index], second[index]));
                }
            }
            return writer.close(']').toString();
        }

        String compare(RealTest reals, OrderTest integers) {
            long[] first = left.integers();
            long[] second = right.integers();
            NumberArrayWriter writer = new NumberArrayWriter(length()).open('[');
            for (int index = 0; index < length(); index++) {
                if (isMissing(index)) {
                    writer.nothing();
                } else if (first != null && second != null) {
                    writer.text(String.valueOf(integers.test(Long.compare(first[index], second[index]))));
                } else {
                    writer.text(String.valueOf(reals.test(left.values()[index], right.values()[index])));
                }
            }
            return writer.close(']').toString();
        }

        private int length() {
            return Math.max(left.length(), right.length());
        }

        private boolean isMissing(int index) {
            return index >= left.length() || index >= right.length() || left.isMissing(index) || right.isMissing(index);
        }
    }

    /** A number of a whole series. */
    private interface Measure {
        double of(double[] series);
    }

    private static @Nullable Double number(String json, Measure measure) {
        double[] series = NumberArray.finite(json);
        return series == null ? null : (Double) measure.of(series);
    }

    private static @Nullable Double dotProduct(String left, String right) {
        Pair pair = Pair.read(left, right);
        return pair == null || pair.left.hasMissing() || pair.right.hasMissing()
                ? null
                : (Double) Vectors.dotProduct(pair.left.values(), pair.right.values());
    }

    /** Magnitudes that are known already may be given. */
    private static @Nullable Double cosine(@Nullable Object[] a) {
        double[] left = a[0] == null ? null : NumberArray.finite((String) a[0]);
        double[] right = a[1] == null ? null : NumberArray.finite((String) a[1]);
        if (left == null || right == null || left.length != right.length) {
            return null;
        }
        double leftMagnitude = a[2] == null ? Vectors.magnitude(left) : (Double) a[2];
        double rightMagnitude = a[3] == null ? Vectors.magnitude(right) : (Double) a[3];
        return Vectors.dotProduct(left, right) / (leftMagnitude * rightMagnitude);
    }

    private static @Nullable Double correlation(String left, String right) {
        double[] first = NumberArray.finite(left);
        double[] second = NumberArray.finite(right);
        return first == null || second == null || first.length != second.length
                ? null
                : (Double) Vectors.pearsonCorrelation(first, second);
    }
}
