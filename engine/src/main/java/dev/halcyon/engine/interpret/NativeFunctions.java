package dev.halcyon.engine.interpret;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.runtime.DynamicReading;
import dev.halcyon.engine.runtime.ListFunction;
import dev.halcyon.engine.runtime.ListFunctions;
import dev.halcyon.engine.runtime.NumberList;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.engine.runtime.RegexSyntax;
import dev.halcyon.engine.runtime.RuntimeFunction;
import dev.halcyon.engine.runtime.RuntimeFunctions;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.Ticks;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions of the SQL tree: the runtime functions, and in Java what the engine has as SQL functions and macros. */
public final class NativeFunctions {

    /** A function whose result is null when an argument is. */
    @FunctionalInterface
    private interface Strict {
        @Nullable
        Object apply(Object[] arguments);
    }

    private static final Map<String, RuntimeFunction> RUNTIME = runtime();
    private static final Map<String, Strict> STRICT = strict();

    private NativeFunctions() {}

    private static Map<String, RuntimeFunction> runtime() {
        Map<String, RuntimeFunction> functions = new HashMap<>();
        RuntimeFunctions.all().forEach(function -> functions.put(function.name(), function));
        return functions;
    }

    static RowExpression call(SqlExpression.Function function, List<RowExpression> arguments, String place) {
        String name = function.name();
        return switch (name) {
            case "coalesce" -> cells -> coalesce(arguments, cells);
            case "nullif" ->
                cells -> {
                    Object value = arguments.get(0).evaluate(cells);
                    Object other = arguments.get(1).evaluate(cells);
                    return value != null && other != null && Values.compare(value, other) == 0 ? null : value;
                };
            case "greatest" -> cells -> extreme(arguments, cells, 1);
            case "least" -> cells -> extreme(arguments, cells, -1);
            case "kql_bool_text" ->
                cells -> arguments.getFirst().evaluate(cells) instanceof Boolean truth ? truth ? "True" : "False" : "";
            case "kql_member_text" -> cells -> text(member(arguments, cells));
            case "kql_member_int", "kql_member_long", "kql_member_real" -> {
                RuntimeFunction number = Objects.requireNonNull(RUNTIME.get(name.replace("member", "dynamic")));
                List<RowExpression> member = List.of(cells -> member(arguments, cells));
                yield cells -> apply(number, member, cells);
            }
            case String columns when columns.startsWith("kql_lists_json_") -> cells -> columns(arguments, cells);
            case "kql_dynamic_text" -> cells -> text(arguments.getFirst().evaluate(cells));
            default -> {
                RuntimeFunction runtime = RUNTIME.get(name);
                if (runtime != null) {
                    yield cells -> apply(runtime, arguments, cells);
                }
                Optional<ListFunction> lists = ListFunctions.find(name);
                if (lists.isPresent()) {
                    yield cells -> apply(lists.get(), arguments, cells);
                }
                Strict strict = STRICT.get(name);
                if (strict == null) {
                    throw new EngineException(
                            EngineException.Kind.QUERY,
                            "%s: the function %s() cannot be computed here; compute it with extend before"
                                    .formatted(place, name.replace("kql_", "")));
                }
                yield cells -> apply(strict, arguments, cells);
            }
        };
    }

    private static @Nullable Object coalesce(List<RowExpression> arguments, RowExpression.Cells cells) {
        for (RowExpression argument : arguments) {
            Object value = argument.evaluate(cells);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Columns of one structure: when it is null, all are, and so is the first. */
    private static @Nullable Object columns(List<RowExpression> arguments, RowExpression.Cells cells) {
        StringBuilder array = new StringBuilder("[");
        for (RowExpression argument : arguments) {
            Object column = argument.evaluate(cells);
            if (column == null && array.length() == 1) {
                return null;
            }
            array.append(array.length() == 1 ? "" : ",").append(column == null ? "null" : column);
        }
        return array.append(']').toString();
    }

    private static @Nullable Object extreme(List<RowExpression> arguments, RowExpression.Cells cells, int sign) {
        Object best = null;
        for (RowExpression argument : arguments) {
            Object value = argument.evaluate(cells);
            if (value != null && (best == null || sign * Values.compare(value, best) > 0)) {
                best = value;
            }
        }
        return best;
    }

    private static @Nullable Object apply(Strict function, List<RowExpression> arguments, RowExpression.Cells cells) {
        Object[] values = new Object[arguments.size()];
        for (int index = 0; index < values.length; index++) {
            Object value = arguments.get(index).evaluate(cells);
            if (value == null) {
                return null;
            }
            values[index] = value;
        }
        return function.apply(values);
    }

    /** A structure is the array of its fields. */
    private static @Nullable Object apply(
            ListFunction function, List<RowExpression> arguments, RowExpression.Cells cells) {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int index = 0; index < values.length; index++) {
            Object value = arguments.get(index).evaluate(cells);
            if (value == null && function.strict()) {
                return null;
            }
            boolean real = function.parameters().get(index) == ListFunction.Shape.REAL;
            values[index] = real && value instanceof Number number ? (Object) number.doubleValue() : value;
        }
        Object[] results = function.body().apply(values);
        return switch (results.length) {
            case 0 -> null;
            case 1 -> results[0];
            default -> results;
        };
    }

    /** At a position that counts from 1, or from the end when it is negative. */
    private static @Nullable Object element(Object[] arguments) {
        NumberList list = (NumberList) arguments[0];
        long position = whole(arguments, 1);
        long index = position < 0 ? list.length() + position : position - 1;
        if (index < 0 || index >= list.length() || !list.has((int) index)) {
            return null;
        }
        return switch (list) {
            case NumberList.Integers integers -> (Object) integers.values()[(int) index];
            case NumberList.Reals reals -> (Object) reals.values()[(int) index];
        };
    }

    /** The field of a structure whose name is a letter and its index. */
    private static Object field(Object[] arguments) {
        return ((Object[]) arguments[0])[Integer.parseInt(((String) arguments[1]).substring(1))];
    }

    private static @Nullable Object apply(
            RuntimeFunction function, List<RowExpression> arguments, RowExpression.Cells cells) {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int index = 0; index < values.length; index++) {
            Object value = arguments.get(index).evaluate(cells);
            if (value == null && function.strict()) {
                return null;
            }
            values[index] = switch (function.parameters().get(function.variadic() ? 0 : index)) {
                case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : value;
                case INTEGER -> value instanceof Long number ? (Object) Math.toIntExact(number) : value;
                case BOOLEAN, BIGINT, DECIMAL, UUID, VARCHAR -> value;
            };
        }
        Object result = function.body().apply(values);
        return result instanceof Integer number ? (Object) number.longValue() : result;
    }

    private static @Nullable Object member(List<RowExpression> arguments, RowExpression.Cells cells) {
        Object value = arguments.get(0).evaluate(cells);
        Object pointer = arguments.get(1).evaluate(cells);
        return value == null || pointer == null
                ? null
                : DynamicReading.member((String) value, (String) pointer).orElse(null);
    }

    private static String text(@Nullable Object json) {
        return json == null ? "" : DynamicReading.text((String) json);
    }

    private static Map<String, Strict> strict() {
        Map<String, Strict> functions = new HashMap<>();
        texts(functions);
        numbers(functions);
        instants(functions);
        functions.put(
                "kql_member",
                a -> DynamicReading.member((String) a[0], (String) a[1]).orElse(null));
        functions.put(
                "kql_element",
                a -> DynamicReading.element((String) a[0], (Long) a[1]).orElse(null));
        functions.put("kql_list_length", a -> (long) ((NumberList) a[0]).length());
        functions.put("list_extract", NativeFunctions::element);
        functions.put("struct_extract", NativeFunctions::field);
        functions.put("kql_string_json", a -> DynamicReading.quoted((String) a[0]));
        return functions;
    }

    private static void texts(Map<String, Strict> functions) {
        functions.put("lower", a -> RegexSyntax.lowerCase((String) a[0]));
        functions.put("upper", a -> upperCase((String) a[0]));
        functions.put("substring", NativeFunctions::substring);
        functions.put("concat_ws", a -> {
            List<String> parts = new ArrayList<>();
            for (int index = 1; index < a.length; index++) {
                parts.add((String) a[index]);
            }
            return String.join((String) a[0], parts);
        });
        functions.put("contains", a -> ((String) a[0]).contains((String) a[1]));
        functions.put("starts_with", a -> ((String) a[0]).startsWith((String) a[1]));
        functions.put("ends_with", a -> ((String) a[0]).endsWith((String) a[1]));
        functions.put("length", a -> (long) ((String) a[0]).codePointCount(0, ((String) a[0]).length()));
        functions.put("strlen", a -> (long) ((String) a[0]).getBytes(StandardCharsets.UTF_8).length);
        functions.put("regexp_matches", a -> matches((String) a[0], (String) a[1]));
        functions.put("concat", a -> {
            StringBuilder text = new StringBuilder();
            for (Object part : a) {
                text.append((String) part);
            }
            return text.toString();
        });
    }

    private static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> upper.appendCodePoint(Character.toUpperCase(codePoint)));
        return upper.toString();
    }

    /** From a position that counts from 1. */
    private static String substring(Object[] arguments) {
        String text = (String) arguments[0];
        int length = text.codePointCount(0, text.length());
        long from = Math.min(Math.max(whole(arguments, 1) - 1, 0), length);
        long count = arguments.length > 2 ? Math.max(0, Math.min(whole(arguments, 2), length - from)) : length - from;
        int begin = text.offsetByCodePoints(0, (int) from);
        return text.substring(begin, text.offsetByCodePoints(begin, (int) count));
    }

    private static boolean matches(String text, String pattern) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new QueryFailure("The regular expression is not valid: " + e.getMessage());
        }
    }

    private static void numbers(Map<String, Strict> functions) {
        functions.put("isnan", a -> a[0] instanceof Double real && real.isNaN());
        functions.put("isinf", a -> a[0] instanceof Double real && real.isInfinite());
        functions.put("-", a -> Values.minus(0L, a[0]));
        functions.put("kql_wrap", a -> a[0]);
        functions.put("kql_add", a -> whole(a, 0) + whole(a, 1));
        functions.put("kql_subtract", a -> whole(a, 0) - whole(a, 1));
        functions.put("kql_multiply", a -> whole(a, 0) * whole(a, 1));
        functions.put("kql_quotient", a -> whole(a, 0) / whole(a, 1));
        functions.put("kql_divide", a -> whole(a, 1) == 0 ? null : (Object) (whole(a, 0) / whole(a, 1)));
        functions.put("kql_remainder_long", a -> remainder(whole(a, 0), whole(a, 1)));
        functions.put("kql_remainder", NativeFunctions::remainder);
        functions.put("kql_absolute", a -> Math.abs(whole(a, 0)));
        functions.put("kql_low_32", a -> (long) (int) whole(a, 0));
        functions.put("kql_and", a -> whole(a, 0) & whole(a, 1));
        functions.put("kql_or", a -> whole(a, 0) | whole(a, 1));
        functions.put("kql_not", a -> ~whole(a, 0));
        functions.put("xor", a -> whole(a, 0) ^ whole(a, 1));
        functions.put("kql_bin", a -> bin(whole(a, 0), whole(a, 1)));
        functions.put("kql_bin_ticks", a -> whole(a, 0) - whole(a, 0) % whole(a, 1));
        functions.put(
                "kql_bin_real",
                a -> real(a, 1) > 0 ? (Object) (Math.floor(real(a, 0) / real(a, 1)) * real(a, 1)) : null);
        functions.put("kql_sqrt", a -> real(a, 0) < 0 ? Double.NaN : Math.sqrt(real(a, 0)));
        functions.put("exp", a -> Math.exp(real(a, 0)));
        functions.put("floor", a -> Math.floor(real(a, 0)));
        functions.put("ceil", a -> Math.ceil(real(a, 0)));
        functions.put(
                "abs",
                a -> a[0] instanceof Double real
                        ? (Object) Math.abs(real)
                        : Values.compare(a[0], 0L) < 0 ? Values.minus(0L, a[0]) : a[0]);
    }

    private static long whole(Object[] arguments, int index) {
        return ((Number) arguments[index]).longValue();
    }

    private static double real(Object[] arguments, int index) {
        return ((Number) arguments[index]).doubleValue();
    }

    /** R29. */
    private static @Nullable Object remainder(Object[] arguments) {
        if (Values.compare(arguments[1], 0L) == 0) {
            return null;
        }
        Object size = Values.compare(arguments[1], 0L) < 0 ? Values.minus(0L, arguments[1]) : arguments[1];
        Object signed = Values.remainder(arguments[0], arguments[1]);
        return signed == null ? null : Values.remainder(Values.plus(signed, size), size);
    }

    /** R29. */
    private static @Nullable Object remainder(long left, long right) {
        if (right == 0) {
            return null;
        }
        return BigInteger.valueOf(left).mod(BigInteger.valueOf(right).abs()).longValue();
    }

    /** R37. */
    private static @Nullable Object bin(long value, long size) {
        if (size <= 0) {
            return null;
        }
        long offset = Math.floorMod(value, size);
        return value < Long.MIN_VALUE + offset ? null : (Object) (value - offset);
    }

    private static void instants(Map<String, Strict> functions) {
        functions.put("kql_datetime_in_range", a -> inRange(whole(a, 0)));
        functions.put("kql_datetime_add", a -> shifted(whole(a, 0), whole(a, 1), false));
        functions.put("kql_datetime_subtract", a -> shifted(whole(a, 0), whole(a, 1), true));
    }

    /** R30. */
    private static @Nullable Object shifted(long instant, long span, boolean back) {
        try {
            return inRange(back ? Math.subtractExact(instant, span) : Math.addExact(instant, span));
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Object inRange(long ticks) {
        return ticks >= 0 && ticks <= Ticks.MAXIMUM_DATETIME ? (Object) ticks : null;
    }
}
