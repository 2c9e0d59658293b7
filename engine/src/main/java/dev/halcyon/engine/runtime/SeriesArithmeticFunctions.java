package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.arithmetic.ElementWise;
import dev.halcyon.analytics.statistics.Vectors;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Element-wise functions of series and series as vectors (series.md, common laws and section 4). */
final class SeriesArithmeticFunctions {

    private static final String RULE = "series.md, common laws";
    private static final String VECTORS = "series.md, section 4";

    private SeriesArithmeticFunctions() {}

    /** A function of each element; {@code integers}, where given, keeps a series of integers one. */
    private record Mapping(
            DoubleUnaryOperator reals, @Nullable LongUnaryOperator integers) {}

    /** A function of elements of equal place; {@code integers}, where given, keeps series of integers one. */
    private record Combination(
            DoubleBinaryOperator reals, @Nullable LongBinaryOperator integers) {}

    /** A test of elements of equal place: of two real numbers, and of the result of comparing two integers. */
    private record Comparison(RealTest reals, OrderTest integers) {}

    private interface RealTest {
        boolean test(double left, double right);
    }

    private interface OrderTest {
        boolean test(int order);
    }

    /** A number of a whole series. */
    private interface Measure {
        double of(double[] series);
    }

    private static final Map<String, Mapping> MAPPINGS = Map.ofEntries(
            Map.entry("cos", new Mapping(Math::cos, null)),
            Map.entry("sin", new Mapping(Math::sin, null)),
            Map.entry("tan", new Mapping(Math::tan, null)),
            Map.entry("acos", new Mapping(Math::acos, null)),
            Map.entry("asin", new Mapping(Math::asin, null)),
            Map.entry("atan", new Mapping(Math::atan, null)),
            Map.entry("exp", new Mapping(Math::exp, null)),
            Map.entry("log", new Mapping(Math::log, null)),
            Map.entry("abs", new Mapping(Math::abs, Math::abs)),
            Map.entry("ceiling", new Mapping(Math::ceil, x -> x)),
            Map.entry("floor", new Mapping(Math::floor, x -> x)));

    private static final Map<String, Combination> COMBINATIONS = Map.of(
            "add", new Combination(Double::sum, Math::addExact),
            "subtract", new Combination((a, b) -> a - b, Math::subtractExact),
            "multiply", new Combination((a, b) -> a * b, Math::multiplyExact),
            "divide", new Combination((a, b) -> a / b, null),
            "pow", new Combination(Math::pow, null));

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "equals", new Comparison((a, b) -> a == b, order -> order == 0),
            "not_equals", new Comparison((a, b) -> a != b, order -> order != 0),
            "less", new Comparison((a, b) -> a < b, order -> order < 0),
            "less_equals", new Comparison((a, b) -> a <= b, order -> order <= 0),
            "greater", new Comparison((a, b) -> a > b, order -> order > 0),
            "greater_equals", new Comparison((a, b) -> a >= b, order -> order >= 0));

    private static final Map<String, Measure> MEASURES =
            Map.of("sum", Vectors::sum, "product", Vectors::product, "magnitude", Vectors::magnitude);

    /** Over JSON text, for what the text alone tells: whether a series is of integers, or a number. */
    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        MAPPINGS.forEach((name, mapping) -> {
            if (mapping.integers() != null) {
                list.strict("kql_series_" + name, RULE, text, a -> mapped(a.text(0), mapping), text);
            }
        });
        COMBINATIONS.forEach(
                (name, each) -> pairs(list, name, RULE, text, pair -> NumberArrayWriter.list(pair.combine(each))));
        COMPARISONS.forEach((name, each) -> pairs(list, name, RULE, text, pair -> pair.compare(each)));
        pairs(list, "dot_product", VECTORS, SqlType.DOUBLE, Pair::dotProduct);
    }

    private interface PairFunction {
        @Nullable
        Object of(Pair pair);
    }

    private static void pairs(FunctionList list, String name, String rule, SqlType result, PairFunction function) {
        list.strict(
                "kql_series_" + name,
                rule,
                result,
                a -> {
                    Pair pair = Pair.read(a.text(0), a.text(1));
                    return pair == null ? null : function.of(pair);
                },
                SqlType.VARCHAR,
                SqlType.VARCHAR);
    }

    /** Over lists. The name of the operation is their second argument; the last tells that the number comes first. */
    static List<ListFunction> lists() {
        List<ListFunction> lists = new ArrayList<>();
        List<Shape> reals = List.of(Shape.REALS);
        lists.add(ListFunctions.strict(
                "kql_map_reals", RULE, reals, a -> map(a.list(0), mapping(a.text(1))), Shape.REALS, Shape.TEXT));
        lists.add(ListFunctions.strict(
                "kql_map_integers",
                RULE,
                List.of(Shape.INTEGERS),
                a -> map(a.list(0), mapping(a.text(1))),
                Shape.INTEGERS,
                Shape.TEXT));
        lists.add(
                ListFunctions.strict("kql_signs", RULE, List.of(Shape.INTEGERS), a -> signs(a.reals(0)), Shape.REALS));
        lists.add(ListFunctions.strict(
                "kql_combine_reals",
                RULE,
                reals,
                a -> Pair.lists(a).combine(combination(a.text(1))),
                Shape.REALS,
                Shape.TEXT,
                Shape.REALS));
        lists.add(ListFunctions.strict(
                "kql_combine_reals_with",
                RULE,
                reals,
                a -> Pair.withNumber(a, NumberArray.single(a.real(2))).combine(combination(a.text(1))),
                Shape.REALS,
                Shape.TEXT,
                Shape.REAL,
                Shape.INTEGER));
        lists.addAll(ListFunctions.twins(
                "kql_combine_integers",
                RULE,
                a -> Pair.lists(a).combine(combination(a.text(1))),
                Shape.INTEGERS,
                Shape.TEXT,
                Shape.INTEGERS));
        lists.addAll(ListFunctions.twins(
                "kql_combine_integers_with",
                RULE,
                a -> Pair.withNumber(a, NumberArray.single(a.integer(2))).combine(combination(a.text(1))),
                Shape.INTEGERS,
                Shape.TEXT,
                Shape.INTEGER,
                Shape.INTEGER));
        lists.addAll(comparisons());
        lists.addAll(vectors());
        return lists;
    }

    private static List<ListFunction> comparisons() {
        List<Shape> text = List.of(Shape.TEXT);
        return List.of(
                ListFunctions.strict(
                        "kql_compare_reals",
                        RULE,
                        text,
                        a -> Pair.lists(a).compare(comparison(a.text(1))),
                        Shape.REALS,
                        Shape.TEXT,
                        Shape.REALS),
                ListFunctions.strict(
                        "kql_compare_reals_with",
                        RULE,
                        text,
                        a -> Pair.withNumber(a, NumberArray.single(a.real(2))).compare(comparison(a.text(1))),
                        Shape.REALS,
                        Shape.TEXT,
                        Shape.REAL,
                        Shape.INTEGER),
                ListFunctions.strict(
                        "kql_compare_integers",
                        RULE,
                        text,
                        a -> Pair.lists(a).compare(comparison(a.text(1))),
                        Shape.INTEGERS,
                        Shape.TEXT,
                        Shape.INTEGERS),
                ListFunctions.strict(
                        "kql_compare_integers_with",
                        RULE,
                        text,
                        a -> Pair.withNumber(a, NumberArray.single(a.integer(2)))
                                .compare(comparison(a.text(1))),
                        Shape.INTEGERS,
                        Shape.TEXT,
                        Shape.INTEGER,
                        Shape.INTEGER));
    }

    private static List<ListFunction> vectors() {
        List<Shape> number = List.of(Shape.REAL);
        return List.of(
                ListFunctions.strict(
                        "kql_measure",
                        VECTORS,
                        number,
                        a -> {
                            double[] series = a.reals(0).finite();
                            return series == null
                                    ? null
                                    : (Double) measure(a.text(1)).of(series);
                        },
                        Shape.REALS,
                        Shape.TEXT),
                ListFunctions.strict(
                        "kql_dot_product",
                        VECTORS,
                        number,
                        a -> new Pair(NumberArray.of(a.list(0)), NumberArray.of(a.list(1))).dotProduct(),
                        Shape.REALS,
                        Shape.REALS),
                ListFunctions.strict(
                        "kql_dot_product_with",
                        VECTORS,
                        number,
                        a -> Pair.of(NumberArray.of(a.list(0)), NumberArray.single(a.real(1)))
                                .dotProduct(),
                        Shape.REALS,
                        Shape.REAL),
                new ListFunction(
                        "kql_cosine_similarity",
                        VECTORS,
                        List.of(Shape.REALS, Shape.REALS, Shape.REAL, Shape.REAL),
                        false,
                        number,
                        SeriesArithmeticFunctions::cosine),
                ListFunctions.strict(
                        "kql_pearson_correlation",
                        VECTORS,
                        number,
                        SeriesArithmeticFunctions::correlation,
                        Shape.REALS,
                        Shape.REALS));
    }

    private static Mapping mapping(String name) {
        return known(MAPPINGS.get(name), name);
    }

    private static Combination combination(String name) {
        return known(COMBINATIONS.get(name), name);
    }

    private static Comparison comparison(String name) {
        return known(COMPARISONS.get(name), name);
    }

    private static Measure measure(String name) {
        return known(MEASURES.get(name), name);
    }

    private static <T> T known(@Nullable T operation, String name) {
        if (operation == null) {
            throw new QueryFailure("There is no operation '%s' over series".formatted(name));
        }
        return operation;
    }

    private static @Nullable String mapped(String json, Mapping mapping) {
        NumberArray series = NumberArray.read(json);
        return series == null || series.isSingle() ? null : NumberArrayWriter.list(map(series, mapping));
    }

    private static NumberList map(NumberList list, Mapping mapping) {
        return map(NumberArray.of(list), mapping);
    }

    private static NumberList map(NumberArray series, Mapping mapping) {
        long[] whole = series.integers();
        LongUnaryOperator integers = mapping.integers();
        if (whole == null || integers == null) {
            return new NumberList.Reals(ElementWise.map(series.values(), mapping.reals()), series.missing());
        }
        long[] results = new long[whole.length];
        for (int index = 0; index < results.length; index++) {
            results[index] = integers.applyAsLong(whole[index]);
        }
        return new NumberList.Integers(results, series.missing());
    }

    /** A sign is an integer, whatever it is the sign of; what is no number has none. */
    private static NumberList.Integers signs(NumberList.Reals series) {
        double[] values = series.orNaN();
        long[] signs = new long[values.length];
        boolean[] missing = new boolean[values.length];
        for (int index = 0; index < signs.length; index++) {
            missing[index] = Double.isNaN(values[index]);
            signs[index] = (long) Math.signum(values[index]);
        }
        return new NumberList.Integers(signs, NumberList.anyOrNull(missing));
    }

    /** Two series of which one at least is an array; beyond the end of the shorter, elements are null. */
    private record Pair(NumberArray left, NumberArray right) {

        static @Nullable Pair read(String left, String right) {
            NumberArray first = NumberArray.read(left);
            NumberArray second = NumberArray.read(right);
            return first == null || second == null || (first.isSingle() && second.isSingle())
                    ? null
                    : of(first, second);
        }

        static Pair of(NumberArray left, NumberArray right) {
            return new Pair(left.repeated(right.length()), right.repeated(left.length()));
        }

        static Pair lists(Arguments a) {
            return new Pair(NumberArray.of(a.list(0)), NumberArray.of(a.list(2)));
        }

        static Pair withNumber(Arguments a, NumberArray number) {
            NumberArray series = NumberArray.of(a.list(0));
            return a.integer(3) == 0 ? of(series, number) : of(number, series);
        }

        NumberList combine(Combination operation) {
            LongBinaryOperator integers = operation.integers();
            long[] first = left.integers();
            long[] second = right.integers();
            if (integers != null && first != null && second != null) {
                try {
                    return integers(first, second, integers);
                } catch (ArithmeticException e) {
                    // Beyond 64 bits the result is a series of real numbers.
                }
            }
            double[] results = new double[length()];
            for (int index = 0; index < Math.min(left.length(), right.length()); index++) {
                results[index] = operation.reals().applyAsDouble(left.values()[index], right.values()[index]);
            }
            return new NumberList.Reals(results, missing());
        }

        private NumberList integers(long[] first, long[] second, LongBinaryOperator operator) {
            long[] results = new long[length()];
            for (int index = 0; index < results.length; index++) {
                results[index] = isMissing(index) ? 0 : operator.applyAsLong(first[index], second[index]);
            }
            return new NumberList.Integers(results, missing());
        }

        String compare(Comparison comparison) {
            long[] first = left.integers();
            long[] second = right.integers();
            NumberArrayWriter writer = new NumberArrayWriter(length()).open('[');
            for (int index = 0; index < length(); index++) {
                if (isMissing(index)) {
                    writer.nothing();
                } else if (first != null && second != null) {
                    writer.text(String.valueOf(comparison.integers().test(Long.compare(first[index], second[index]))));
                } else {
                    writer.text(String.valueOf(comparison.reals().test(left.values()[index], right.values()[index])));
                }
            }
            return writer.close(']').toString();
        }

        /** Null when one of the elements that both have is missing or not finite. */
        @Nullable
        Double dotProduct() {
            for (int index = 0; index < Math.min(left.length(), right.length()); index++) {
                if (!Double.isFinite(left.values()[index]) || !Double.isFinite(right.values()[index])) {
                    return null;
                }
            }
            return Vectors.dotProduct(left.values(), right.values());
        }

        private int length() {
            return Math.max(left.length(), right.length());
        }

        private boolean @Nullable [] missing() {
            if (!left.hasMissing() && !right.hasMissing() && left.length() == right.length()) {
                return null;
            }
            boolean[] missing = new boolean[length()];
            for (int index = 0; index < missing.length; index++) {
                missing[index] = isMissing(index);
            }
            return NumberList.anyOrNull(missing);
        }

        private boolean isMissing(int index) {
            return index >= left.length() || index >= right.length() || left.isMissing(index) || right.isMissing(index);
        }
    }

    /** Magnitudes that are known already may be given. */
    private static Object[] cosine(@Nullable Object[] a) {
        double[] left = a[0] == null ? null : ((NumberList.Reals) a[0]).finite();
        double[] right = a[1] == null ? null : ((NumberList.Reals) a[1]).finite();
        if (left == null || right == null || left.length != right.length) {
            return ListFunctions.NOTHING;
        }
        double leftMagnitude = a[2] == null ? Vectors.magnitude(left) : (Double) a[2];
        double rightMagnitude = a[3] == null ? Vectors.magnitude(right) : (Double) a[3];
        return new Object[] {Vectors.dotProduct(left, right) / (leftMagnitude * rightMagnitude)};
    }

    private static @Nullable Double correlation(Arguments a) {
        double[] first = a.reals(0).finite();
        double[] second = a.reals(1).finite();
        return first == null || second == null || first.length != second.length
                ? null
                : (Double) Vectors.pearsonCorrelation(first, second);
    }
}
