package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code + - * / %} and {@code bin} (R26 to R30, R37). */
final class ArithmeticLowerings {

    private ArithmeticLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("+", ArithmeticLowerings::plus);
        registry.add("-", ArithmeticLowerings::minus);
        registry.add("*", ArithmeticLowerings::times);
        registry.add("/", ArithmeticLowerings::divide);
        registry.add("%", ArithmeticLowerings::remainder);
        registry.add("bin", ArithmeticLowerings::bin);
        registry.add("floor", ArithmeticLowerings::bin);
        registry.add("bin_at", ArithmeticLowerings::binAt);
    }

    private static SqlExpression plus(ScalarArguments call) {
        if (call.count() == 1) {
            return call.value(0);
        }
        return switch (call.type()) {
            case LONG, TIMESPAN ->
                wrapping(call, Operator.PLUS, "kql_add", range(call, 0).plus(range(call, 1)));
            case DATETIME ->
                call.type(0) == ScalarType.DATETIME
                        ? shifted(call, call.value(0), call.value(1))
                        : shifted(call, call.value(1), call.value(0));
            case BOOL, INT, REAL, DECIMAL, GUID, STRING, DYNAMIC -> plain(call, Operator.PLUS);
        };
    }

    private static SqlExpression minus(ScalarArguments call) {
        if (call.count() == 1) {
            return negated(call);
        }
        return switch (call.type()) {
            case LONG, TIMESPAN ->
                wrapping(call, Operator.MINUS, "kql_subtract", range(call, 0).minus(range(call, 1)));
            case DATETIME -> {
                OptionalLong ticks = call.constantTicks();
                yield ticks.isPresent()
                        ? Sql.constant(ticks.getAsLong())
                        : Sql.function("kql_datetime_subtract", call.value(0), call.value(1));
            }
            case BOOL, INT, REAL, DECIMAL, GUID, STRING, DYNAMIC -> plain(call, Operator.MINUS);
        };
    }

    private static SqlExpression negated(ScalarArguments call) {
        return switch (call.type()) {
            case LONG, TIMESPAN -> Sql.function("kql_subtract", Sql.constant(0), call.value(0));
            case BOOL, INT, REAL, DECIMAL, GUID, STRING, DYNAMIC, DATETIME -> Sql.function("-", operand(call, 0));
        };
    }

    /** R30: null outside the range of datetimes. */
    private static SqlExpression shifted(ScalarArguments call, SqlExpression instant, SqlExpression span) {
        OptionalLong ticks = call.constantTicks();
        return ticks.isPresent() ? Sql.constant(ticks.getAsLong()) : Sql.function("kql_datetime_add", instant, span);
    }

    private static SqlExpression times(ScalarArguments call) {
        return switch (call.type()) {
            case LONG ->
                wrapping(call, Operator.TIMES, "kql_multiply", range(call, 0).times(range(call, 1)));
            case TIMESPAN -> scaled(call);
            case DECIMAL -> Sql.function("kql_decimal_multiply", operand(call, 0), operand(call, 1));
            case BOOL, INT, REAL, GUID, STRING, DYNAMIC, DATETIME -> plain(call, Operator.TIMES);
        };
    }

    /** R30: timespan times number. */
    private static SqlExpression scaled(ScalarArguments call) {
        int span = call.type(0) == ScalarType.TIMESPAN ? 0 : 1;
        int factor = 1 - span;
        if (call.type(factor).isInteger()) {
            return Sql.function("kql_multiply", call.value(span), longOperand(call, factor));
        }
        SqlExpression number = ConversionLowerings.convert(call.value(factor), call.type(factor), ScalarType.REAL);
        return Sql.function("kql_real_to_long", Sql.times(Sql.cast(call.value(span), SqlType.DOUBLE), number));
    }

    /** R28: integers truncate toward zero, by zero null; reals as IEEE 754 has it. */
    private static SqlExpression divide(ScalarArguments call) {
        return switch (call.type()) {
            case LONG -> {
                OptionalLong divisor = call.constantLong(1);
                boolean safe = divisor.isPresent() && divisor.getAsLong() != 0 && divisor.getAsLong() != -1;
                yield Sql.function(safe ? "kql_quotient" : "kql_divide", longOperand(call, 0), longOperand(call, 1));
            }
            case TIMESPAN -> dividedSpan(call);
            case REAL -> Sql.binary(Operator.DIVIDE, real(call, 0), real(call, 1));
            case DECIMAL -> Sql.function("kql_decimal_divide", operand(call, 0), operand(call, 1));
            case BOOL, INT, GUID, STRING, DYNAMIC, DATETIME -> plain(call, Operator.DIVIDE);
        };
    }

    private static SqlExpression dividedSpan(ScalarArguments call) {
        if (call.type(1).isInteger()) {
            return Sql.function("kql_divide", call.value(0), longOperand(call, 1));
        }
        return Sql.function(
                "kql_real_to_long",
                Sql.binary(Operator.DIVIDE, Sql.cast(call.value(0), SqlType.DOUBLE), real(call, 1)));
    }

    /** R29: never negative. */
    private static SqlExpression remainder(ScalarArguments call) {
        return switch (call.type()) {
            case LONG, TIMESPAN -> {
                OptionalLong divisor = call.constantLong(1);
                boolean plain = divisor.isPresent()
                        && divisor.getAsLong() > 0
                        && range(call, 0).low() >= 0;
                yield plain
                        ? Sql.binary(Operator.REMAINDER, longOperand(call, 0), longOperand(call, 1))
                        : Sql.function("kql_remainder_long", longOperand(call, 0), longOperand(call, 1));
            }
            case REAL, DECIMAL -> Sql.function("kql_remainder", operand(call, 0), operand(call, 1));
            case BOOL, INT, GUID, STRING, DYNAMIC, DATETIME -> plain(call, Operator.REMAINDER);
        };
    }

    /** R37: down to a multiple of the size, counted from 0; a size that is null or not positive gives null. */
    private static SqlExpression bin(ScalarArguments call) {
        return switch (call.type()) {
            case DATETIME -> {
                OptionalLong size = call.constantLong(1);
                boolean known = size.isPresent() && size.getAsLong() > 0;
                // Ticks are never negative: one remainder does.
                yield known
                        ? Sql.function("kql_bin_ticks", call.value(0), Sql.constant(size.getAsLong()))
                        : Sql.function("kql_bin", call.value(0), call.value(1));
            }
            case INT, LONG, TIMESPAN -> Sql.function("kql_bin", longOperand(call, 0), longOperand(call, 1));
            case REAL, DECIMAL ->
                Sql.function(
                        call.type() == ScalarType.DECIMAL ? "kql_bin_decimal" : "kql_bin_real",
                        ConversionLowerings.convert(call.value(0), call.type(0), call.type()),
                        ConversionLowerings.convert(call.value(1), call.type(1), call.type()));
            case BOOL, GUID, STRING, DYNAMIC -> throw call.refused("bin() takes numbers, datetimes and timespans");
        };
    }

    private static SqlExpression binAt(ScalarArguments call) {
        boolean real = call.type() == ScalarType.REAL || call.type() == ScalarType.DECIMAL;
        String name = real ? "kql_bin_at_real" : "kql_bin_at";
        return real
                ? Sql.function(name, real(call, 0), real(call, 1), real(call, 2))
                : Sql.function(name, longOperand(call, 0), longOperand(call, 1), longOperand(call, 2));
    }

    /** R27: wraps around; the plain operator where the result certainly fits. */
    private static SqlExpression wrapping(
            ScalarArguments call, Operator operator, String function, Optional<IntegerRange> range) {
        SqlExpression left = longOperand(call, 0);
        SqlExpression right = longOperand(call, 1);
        return range.isPresent() ? Sql.binary(operator, left, right) : Sql.function(function, left, right);
    }

    private static SqlExpression plain(ScalarArguments call, Operator operator) {
        return Sql.binary(operator, operand(call, 0), operand(call, 1));
    }

    private static IntegerRange range(ScalarArguments call, int index) {
        return IntegerRange.of(call.plan(index));
    }

    private static SqlExpression operand(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), call.type());
    }

    private static SqlExpression longOperand(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.LONG);
    }

    private static SqlExpression real(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.REAL);
    }
}
