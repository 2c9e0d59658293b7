package dev.halcyon.engine.interpret;

import dev.halcyon.engine.runtime.QueryFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Order and arithmetic of values as the engine's SQL has them. */
final class Values {

    private static final int DECIMAL_SCALE = 17;

    private Values() {}

    /** NaN is equal to itself and greatest; texts are ordered by code point. */
    static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareTexts(a, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            if (left instanceof Double || right instanceof Double) {
                double x = a.doubleValue();
                double y = b.doubleValue();
                return x == y ? 0 : Double.compare(x, y);
            }
            return decimal(a).compareTo(decimal(b));
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        if (left instanceof java.util.UUID a && right instanceof java.util.UUID b) {
            return a.toString().compareTo(b.toString());
        }
        throw new IllegalStateException("A %s is compared with a %s".formatted(left.getClass(), right.getClass()));
    }

    private static int compareTexts(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int index = 0; index < length; index++) {
            char a = left.charAt(index);
            char b = right.charAt(index);
            if (a != b) {
                // Surrogates stand for code points above all others.
                boolean highA = Character.isSurrogate(a);
                boolean highB = Character.isSurrogate(b);
                return highA == highB ? Character.compare(a, b) : highA ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal same ? same : BigDecimal.valueOf(number.longValue());
    }

    private static boolean isReal(Object left, Object right) {
        return left instanceof Double || right instanceof Double;
    }

    private static boolean isDecimal(Object left, Object right) {
        return left instanceof BigDecimal || right instanceof BigDecimal;
    }

    private static double real(Object number) {
        return ((Number) number).doubleValue();
    }

    static Object plus(Object left, Object right) {
        if (isReal(left, right)) {
            return real(left) + real(right);
        }
        if (isDecimal(left, right)) {
            return decimal((Number) left).add(decimal((Number) right));
        }
        return exact(() -> Math.addExact((Long) left, (Long) right));
    }

    static Object minus(Object left, Object right) {
        if (isReal(left, right)) {
            return real(left) - real(right);
        }
        if (isDecimal(left, right)) {
            return decimal((Number) left).subtract(decimal((Number) right));
        }
        return exact(() -> Math.subtractExact((Long) left, (Long) right));
    }

    static Object times(Object left, Object right) {
        if (isReal(left, right)) {
            return real(left) * real(right);
        }
        if (isDecimal(left, right)) {
            return decimal((Number) left)
                    .multiply(decimal((Number) right))
                    .setScale(DECIMAL_SCALE, RoundingMode.HALF_UP);
        }
        return exact(() -> Math.multiplyExact((Long) left, (Long) right));
    }

    /** Always of reals: whole numbers are divided by functions of their own. */
    static Object divide(Object left, Object right) {
        return real(left) / real(right);
    }

    static @Nullable Object remainder(Object left, Object right) {
        if (isReal(left, right)) {
            return real(left) % real(right);
        }
        if (isDecimal(left, right)) {
            BigDecimal divisor = decimal((Number) right);
            return divisor.signum() == 0 ? null : decimal((Number) left).remainder(divisor);
        }
        long divisor = (Long) right;
        return divisor == 0 ? null : (Object) ((Long) left % divisor);
    }

    private static Object exact(java.util.function.Supplier<Long> computation) {
        try {
            return computation.get();
        } catch (ArithmeticException e) {
            throw new QueryFailure("A value in the query is out of range");
        }
    }
}
