package dev.halcyon.engine.lower;

import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.Optional;
import java.util.Set;

/**
 * The values an integer expression can have, inclusive. Arithmetic that cannot leave 64 bits needs no wrapping (R27);
 * this analysis finds it.
 */
record IntegerRange(long low, long high) {

    /** Ticks of 9999-12-31T23:59:59.9999999. */
    static final long LAST_TICK = 3_155_378_975_999_999_999L;

    static final IntegerRange FULL = new IntegerRange(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final IntegerRange INT = new IntegerRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final IntegerRange DATETIME = new IntegerRange(0, LAST_TICK);

    /** Functions whose results are counts of things in memory. */
    private static final Set<String> COUNTS =
            Set.of("strlen", "string_size", "array_length", "indexof", "countof", "row_number");

    static IntegerRange of(ScalarExpression expression) {
        if (expression instanceof Literal literal) {
            return literal.value() instanceof Number number && !(number instanceof Double)
                    ? new IntegerRange(number.longValue(), number.longValue())
                    : FULL;
        }
        if (expression instanceof Conversion conversion && conversion.type() == ScalarType.LONG) {
            return conversion.operand().type() == ScalarType.INT ? of(conversion.operand()) : FULL;
        }
        if (expression.type() == ScalarType.INT) {
            return INT;
        }
        if (expression.type() == ScalarType.DATETIME) {
            return DATETIME;
        }
        if (expression instanceof Call call) {
            return ofCall(call);
        }
        return FULL;
    }

    private static IntegerRange ofCall(Call call) {
        String name = call.function().name();
        if (COUNTS.contains(name)) {
            return INT;
        }
        if (call.arguments().size() != 2) {
            return FULL;
        }
        IntegerRange left = of(call.arguments().get(0));
        IntegerRange right = of(call.arguments().get(1));
        return switch (name) {
            case "+" -> left.plus(right).orElse(FULL);
            case "-" -> left.minus(right).orElse(FULL);
            case "*" -> left.times(right).orElse(FULL);
            default -> FULL;
        };
    }

    /** The sums; empty when one may leave 64 bits. */
    Optional<IntegerRange> plus(IntegerRange other) {
        try {
            return Optional.of(new IntegerRange(Math.addExact(low, other.low), Math.addExact(high, other.high)));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The differences; empty when one may leave 64 bits. */
    Optional<IntegerRange> minus(IntegerRange other) {
        try {
            return Optional.of(
                    new IntegerRange(Math.subtractExact(low, other.high), Math.subtractExact(high, other.low)));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The products; empty when one may leave 64 bits. */
    Optional<IntegerRange> times(IntegerRange other) {
        try {
            long a = Math.multiplyExact(low, other.low);
            long b = Math.multiplyExact(low, other.high);
            long c = Math.multiplyExact(high, other.low);
            long d = Math.multiplyExact(high, other.high);
            return Optional.of(new IntegerRange(
                    Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d))));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
