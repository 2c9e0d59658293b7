package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.NumberLists.TypedList;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Element-wise functions of series, and series as vectors (series.md, common laws and section 4). Over lists where their
 * elements' types are known, or do not matter; over text where the text alone tells.
 */
final class SeriesArithmeticLowerings {

    private SeriesArithmeticLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        for (String name : List.of("acos", "asin", "atan", "cos", "exp", "log", "sin", "tan")) {
            registry.add("series_" + name, call -> mapped(name, NumberLists.numbers(call.value(0))));
        }
        for (String name : List.of("abs", "ceiling", "floor")) {
            registry.add("series_" + name, call -> typeKeeping(name, call.value(0)));
        }
        registry.add("series_sign", call -> NumberLists.single("kql_signs", NumberLists.numbers(call.value(0))));
        for (String name : List.of("divide", "pow")) {
            registry.add("series_" + name, call -> combined(name, false, call));
        }
        for (String name : List.of("add", "subtract", "multiply")) {
            registry.add("series_" + name, call -> combined(name, true, call));
        }
        for (String name : List.of("equals", "not_equals", "less", "less_equals", "greater", "greater_equals")) {
            registry.add("series_" + name, call -> compared(name, call));
        }
        for (String name : List.of("sum", "product", "magnitude")) {
            registry.add(
                    "series_" + name,
                    call -> Sql.function("kql_measure", NumberLists.numbers(call.value(0)), Sql.text(name)));
        }
        registry.add("series_dot_product", SeriesArithmeticLowerings::dotProduct);
        registry.add(
                "series_pearson_correlation",
                call -> Sql.function(
                        "kql_pearson_correlation",
                        NumberLists.numbers(call.value(0)),
                        NumberLists.numbers(call.value(1))));
        registry.add("series_cosine_similarity", SeriesArithmeticLowerings::cosine);
    }

    private static SqlExpression mapped(String name, SqlExpression numbers) {
        return NumberLists.single("kql_map_reals", numbers, Sql.text(name));
    }

    /** Of integers come integers. */
    private static SqlExpression typeKeeping(String name, SqlExpression series) {
        Optional<TypedList> list = NumberLists.numberList(series);
        if (list.isEmpty()) {
            return Sql.function("kql_series_" + name, series);
        }
        return list.get().element() == ScalarType.REAL
                ? mapped(name, list.get().list())
                : NumberLists.single("kql_map_integers", list.get().list(), Sql.text(name));
    }

    /**
     * The operands of a function of two series, one at least a list.
     *
     * @param arguments the list, the operation, the other list or number, for a number 1 when it comes first
     */
    private record Operands(boolean integers, boolean withNumber, List<SqlExpression> arguments) {

        /** Empty when an operand is text whose kind only its rows tell. */
        static Optional<Operands> of(String name, ScalarArguments call) {
            Optional<TypedList> left = NumberLists.numberList(call.value(0));
            Optional<TypedList> right = NumberLists.numberList(call.value(1));
            if (left.isPresent() && right.isPresent()) {
                boolean integers = isLong(left.get()) && isLong(right.get());
                return Optional.of(new Operands(
                        integers,
                        false,
                        List.of(left.get().list(), Sql.text(name), right.get().list())));
            }
            if (left.isPresent() && isNumber(call.type(1))) {
                return Optional.of(withNumber(name, call, left.get(), 1));
            }
            return right.isPresent() && isNumber(call.type(0))
                    ? Optional.of(withNumber(name, call, right.get(), 0))
                    : Optional.empty();
        }

        private static Operands withNumber(String name, ScalarArguments call, TypedList list, int number) {
            boolean integers = isLong(list) && call.type(number) != ScalarType.REAL;
            SqlExpression value = SeriesLowerings.converted(call, number, integers ? ScalarType.LONG : ScalarType.REAL);
            return new Operands(
                    integers, true, List.of(list.list(), Sql.text(name), value, Sql.constant(number == 0 ? 1 : 0)));
        }

        private static boolean isLong(TypedList list) {
            return list.element() == ScalarType.LONG;
        }

        private static boolean isNumber(ScalarType type) {
            return type == ScalarType.INT || type == ScalarType.LONG || type == ScalarType.REAL;
        }

        String function(String prefix, boolean asIntegers) {
            return prefix + (asIntegers ? "_integers" : "_reals") + (withNumber ? "_with" : "");
        }
    }

    private static SqlExpression combined(String name, boolean keepsIntegers, ScalarArguments call) {
        Optional<Operands> operands = Operands.of(name, call);
        if (operands.isEmpty()) {
            return Sql.function("kql_series_" + name, call.json(0), call.json(1));
        }
        boolean integers = keepsIntegers && operands.get().integers();
        String function = operands.get().function("kql_combine", integers);
        List<SqlExpression> arguments = operands.get().arguments();
        // Beyond 64 bits the results of integers are reals, so that only a text can tell.
        return integers ? Sql.function(function + "_json", arguments) : NumberLists.single(function, arguments);
    }

    private static SqlExpression compared(String name, ScalarArguments call) {
        return Operands.of(name, call)
                .map(operands ->
                        Sql.function(operands.function("kql_compare", operands.integers()), operands.arguments()))
                .orElseGet(() -> Sql.function("kql_series_" + name, call.json(0), call.json(1)));
    }

    private static SqlExpression dotProduct(ScalarArguments call) {
        Optional<Operands> operands = Operands.of("", call);
        if (operands.isEmpty()) {
            return Sql.function("kql_series_dot_product", call.json(0), call.json(1));
        }
        List<SqlExpression> arguments = new ArrayList<>(operands.get().arguments());
        arguments.remove(1);
        return operands.get().withNumber()
                ? Sql.function("kql_dot_product_with", arguments.subList(0, 2))
                : Sql.function("kql_dot_product", arguments);
    }

    private static SqlExpression cosine(ScalarArguments call) {
        SqlExpression unknown = Sql.cast(Sql.NULL, SqlType.DOUBLE);
        return Sql.function(
                "kql_cosine_similarity",
                NumberLists.numbers(call.value(0)),
                NumberLists.numbers(call.value(1)),
                call.count() > 2 ? SeriesLowerings.converted(call, 2, ScalarType.REAL) : unknown,
                call.count() > 3 ? SeriesLowerings.converted(call, 3, ScalarType.REAL) : unknown);
    }
}
