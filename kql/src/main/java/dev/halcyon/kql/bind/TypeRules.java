package dev.halcyon.kql.bind;

import dev.halcyon.kql.type.ScalarType;
import java.util.Optional;

/** Types of arithmetic and of comparisons (section 4 of the language rules). */
final class TypeRules {

    private TypeRules() {}

    /**
     * How a binary arithmetic operator computes.
     *
     * @param left the type the left operand is converted to
     * @param right the type the right operand is converted to
     * @param result the type of the value
     */
    record Arithmetic(ScalarType left, ScalarType right, ScalarType result) {
        static Arithmetic uniform(ScalarType type) {
            return new Arithmetic(type, type, type);
        }
    }

    /** The rule for {@code left operator right} with operator one of {@code + - * / %}; empty when there is none. */
    static Optional<Arithmetic> arithmetic(String operator, ScalarType left, ScalarType right) {
        if (left == ScalarType.DYNAMIC && right == ScalarType.DYNAMIC) {
            // Two values without a type: numbers are the only reading that serves every operator.
            return Optional.of(Arithmetic.uniform(ScalarType.REAL));
        }
        if (left == ScalarType.DYNAMIC) {
            return arithmetic(operator, dynamicBecomes(operator, right, true), right);
        }
        if (right == ScalarType.DYNAMIC) {
            return arithmetic(operator, left, dynamicBecomes(operator, left, false));
        }
        if (left.isNumeric() && right.isNumeric()) {
            ScalarType wide = widestNumber(left, right);
            // R26: arithmetic of ints is done in long.
            return Optional.of(Arithmetic.uniform(wide == ScalarType.INT ? ScalarType.LONG : wide));
        }
        boolean leftSpan = left == ScalarType.TIMESPAN;
        boolean rightSpan = right == ScalarType.TIMESPAN;
        boolean leftTime = left == ScalarType.DATETIME;
        boolean rightTime = right == ScalarType.DATETIME;
        return switch (operator) {
            case "+" ->
                leftSpan && rightSpan
                        ? Optional.of(Arithmetic.uniform(ScalarType.TIMESPAN))
                        : (leftTime && rightSpan) || (leftSpan && rightTime)
                                ? Optional.of(new Arithmetic(left, right, ScalarType.DATETIME))
                                : Optional.empty();
            case "-" ->
                (leftSpan && rightSpan) || (leftTime && rightTime)
                        ? Optional.of(new Arithmetic(left, right, ScalarType.TIMESPAN))
                        : leftTime && rightSpan
                                ? Optional.of(new Arithmetic(left, right, ScalarType.DATETIME))
                                : Optional.empty();
            case "*" ->
                (leftSpan && right.isNumeric()) || (left.isNumeric() && rightSpan)
                        ? Optional.of(new Arithmetic(scaleFactor(left), scaleFactor(right), ScalarType.TIMESPAN))
                        : Optional.empty();
            case "/" ->
                (leftSpan || leftTime) && rightSpan
                        ? Optional.of(new Arithmetic(left, right, ScalarType.REAL))
                        : leftSpan && right.isNumeric()
                                ? Optional.of(new Arithmetic(left, scaleFactor(right), ScalarType.TIMESPAN))
                                : Optional.empty();
            case "%" ->
                (leftSpan || leftTime) && rightSpan
                        ? Optional.of(new Arithmetic(left, right, ScalarType.TIMESPAN))
                        : Optional.empty();
            default -> throw new IllegalArgumentException("Not an arithmetic operator: " + operator);
        };
    }

    private static ScalarType scaleFactor(ScalarType type) {
        return type == ScalarType.INT ? ScalarType.LONG : type == ScalarType.DECIMAL ? ScalarType.REAL : type;
    }

    // R30: a dynamic operand behaves as the other operand's type; beside a datetime only a timespan (or, under
    // subtraction, a datetime) makes sense.
    private static ScalarType dynamicBecomes(String operator, ScalarType other, boolean dynamicIsLeft) {
        return switch (other) {
            case DATETIME -> operator.equals("-") && dynamicIsLeft ? ScalarType.DATETIME : ScalarType.TIMESPAN;
            case TIMESPAN -> operator.equals("*") ? ScalarType.REAL : ScalarType.TIMESPAN;
            case BOOL, INT, LONG, REAL, DECIMAL, GUID, STRING, DYNAMIC -> other;
        };
    }

    /** The type in which two numbers are computed or compared: decimal beats real beats long beats int. */
    static ScalarType widestNumber(ScalarType left, ScalarType right) {
        if (left == ScalarType.DECIMAL || right == ScalarType.DECIMAL) {
            return ScalarType.DECIMAL;
        }
        if (left == ScalarType.REAL || right == ScalarType.REAL) {
            return ScalarType.REAL;
        }
        return left == ScalarType.LONG || right == ScalarType.LONG ? ScalarType.LONG : ScalarType.INT;
    }

    /**
     * The one type in which two values are compared (R36, R72), or to which the branches of {@code iff} convert; empty
     * when the types do not compare.
     */
    static Optional<ScalarType> comparison(ScalarType left, ScalarType right) {
        if (left == right) {
            return Optional.of(left);
        }
        if (left == ScalarType.DYNAMIC) {
            return Optional.of(right);
        }
        if (right == ScalarType.DYNAMIC) {
            return Optional.of(left);
        }
        if (left.isNumeric() && right.isNumeric()) {
            return Optional.of(widestNumber(left, right));
        }
        if (left == ScalarType.BOOL && right.isInteger()) {
            return Optional.of(right);
        }
        if (right == ScalarType.BOOL && left.isInteger()) {
            return Optional.of(left);
        }
        return Optional.empty();
    }

    /** The common type of the branches of {@code iff}, {@code case} and the arguments of {@code coalesce}. */
    static Optional<ScalarType> common(ScalarType left, ScalarType right) {
        if (left == right) {
            return Optional.of(left);
        }
        if (left.isNumeric() && right.isNumeric()) {
            return Optional.of(widestNumber(left, right));
        }
        if (left == ScalarType.DYNAMIC) {
            return Optional.of(right);
        }
        return right == ScalarType.DYNAMIC ? Optional.of(left) : Optional.empty();
    }
}
