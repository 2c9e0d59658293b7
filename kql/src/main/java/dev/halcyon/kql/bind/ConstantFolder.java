package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Computes what is known before any row is read: arithmetic on literals and number widening, so that time filters reach
 * the engine as constants and {@code take 2 * 5} has a count. It folds only what it computes exactly as the rules say
 * and leaves everything else to the engine.
 */
final class ConstantFolder {

    private static final long DATETIME_MAXIMUM = Ticks.MAXIMUM_DATETIME;

    private ConstantFolder() {}

    /** The literal that a call means, or the call itself. */
    static ScalarExpression fold(Call call) {
        List<ScalarExpression> arguments = call.arguments();
        if (!arguments.stream().allMatch(Literal.class::isInstance)) {
            return call;
        }
        List<Literal> literals = arguments.stream().map(Literal.class::cast).toList();
        return compute(call, literals).map(ScalarExpression.class::cast).orElse(call);
    }

    private static Optional<Literal> compute(Call call, List<Literal> arguments) {
        String name = call.function().name();
        if (arguments.size() == 2 && "+-*/%".contains(name)) {
            return arithmetic(name, arguments.get(0), arguments.get(1), call.type());
        }
        if (arguments.size() == 1 && name.equals("-") && arguments.getFirst().value() != null) {
            return negate(arguments.getFirst());
        }
        return Optional.empty();
    }

    private static Optional<Literal> negate(Literal operand) {
        return switch (operand.type()) {
            case LONG, TIMESPAN -> Optional.of(new Literal(operand.type(), -longValue(operand)));
            case REAL -> Optional.of(Literal.ofReal(-doubleValue(operand)));
            case BOOL, INT, DECIMAL, DATETIME, GUID, STRING, DYNAMIC -> Optional.empty();
        };
    }

    private static Optional<Literal> arithmetic(String operator, Literal left, Literal right, ScalarType type) {
        if (left.isNull() || right.isNull()) {
            return Optional.of(Literal.missing(type));
        }
        return switch (type) {
            case LONG -> integers(operator, longValue(left), longValue(right), type);
            case TIMESPAN -> timespans(operator, left, right);
            case DATETIME -> datetimes(operator, longValue(left), longValue(right));
            case REAL -> reals(operator, left, right);
            case BOOL, INT, DECIMAL, GUID, STRING, DYNAMIC -> Optional.empty();
        };
    }

    // Java's long arithmetic wraps around, as R27 asks.
    private static Optional<Literal> integers(String operator, long left, long right, ScalarType type) {
        return switch (operator) {
            case "+" -> Optional.of(new Literal(type, left + right));
            case "-" -> Optional.of(new Literal(type, left - right));
            case "*" -> Optional.of(new Literal(type, left * right));
            case "/" -> Optional.of(right == 0 ? Literal.missing(type) : new Literal(type, left / right));
            case "%" -> Optional.of(right == 0 ? Literal.missing(type) : new Literal(type, modulo(left, right)));
            default -> Optional.empty();
        };
    }

    // R29: the remainder is never negative.
    private static long modulo(long left, long right) {
        long remainder = left % right;
        return remainder < 0 ? remainder + Math.abs(right) : remainder;
    }

    private static Optional<Literal> timespans(String operator, Literal left, Literal right) {
        boolean bothTicks = isTicks(left) && isTicks(right);
        if (bothTicks) {
            return switch (operator) {
                case "+", "-", "%" -> integers(operator, longValue(left), longValue(right), ScalarType.TIMESPAN);
                default -> Optional.empty();
            };
        }
        if (left.type() == ScalarType.LONG && operator.equals("*")) {
            return integers("*", longValue(left), longValue(right), ScalarType.TIMESPAN);
        }
        if (right.type() == ScalarType.LONG && (operator.equals("*") || operator.equals("/"))) {
            return integers(operator, longValue(left), longValue(right), ScalarType.TIMESPAN);
        }
        return Optional.empty();
    }

    private static boolean isTicks(Literal literal) {
        return literal.type() == ScalarType.TIMESPAN || literal.type() == ScalarType.DATETIME;
    }

    // R30: null outside the range.
    private static Optional<Literal> datetimes(String operator, long left, long right) {
        long ticks = operator.equals("+") ? left + right : left - right;
        boolean overflow =
                operator.equals("+") ? ((left ^ ticks) & (right ^ ticks)) < 0 : ((left ^ right) & (left ^ ticks)) < 0;
        if (overflow || ticks < 0 || ticks > DATETIME_MAXIMUM) {
            return Optional.of(Literal.missing(ScalarType.DATETIME));
        }
        return Optional.of(new Literal(ScalarType.DATETIME, ticks));
    }

    private static Optional<Literal> reals(String operator, Literal left, Literal right) {
        double a = doubleValue(left);
        double b = doubleValue(right);
        return switch (operator) {
            case "+" -> Optional.of(Literal.ofReal(a + b));
            case "-" -> Optional.of(Literal.ofReal(a - b));
            case "*" -> Optional.of(Literal.ofReal(a * b));
            case "/" -> Optional.of(Literal.ofReal(a / b));
            default -> Optional.empty();
        };
    }

    /** The expression converted to a type; a literal is converted at once where that is exact. */
    static ScalarExpression convert(ScalarExpression expression, ScalarType type) {
        if (expression.type() == type) {
            return expression;
        }
        if (expression instanceof Literal literal) {
            if (literal.isNull()) {
                return Literal.missing(type);
            }
            if (literal.type().isInteger() && type == ScalarType.LONG) {
                return Literal.ofLong(longValue(literal));
            }
            if (literal.type().isInteger() && type == ScalarType.REAL) {
                return Literal.ofReal((double) longValue(literal));
            }
            if (literal.type().isInteger() && type == ScalarType.DECIMAL) {
                return new Literal(type, BigDecimal.valueOf(longValue(literal)));
            }
            if (literal.type() == ScalarType.LONG && type == ScalarType.INT && fitsInt(longValue(literal))) {
                return new Literal(type, (int) longValue(literal));
            }
        }
        return new Conversion(expression, type);
    }

    private static boolean fitsInt(long value) {
        return value == (int) value;
    }

    private static long longValue(Literal literal) {
        return number(literal).longValue();
    }

    private static double doubleValue(Literal literal) {
        return number(literal).doubleValue();
    }

    private static Number number(Literal literal) {
        if (literal.value() instanceof Number number) {
            return number;
        }
        throw new IllegalStateException("Not a number: " + literal);
    }
}
