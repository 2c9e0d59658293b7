package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.type.ScalarType;
import java.util.Optional;

/** Comparisons with the null and NaN rules R16 to R18, R23, R40. The engine's own order has NaN equal to itself and greatest. */
final class ComparisonLowerings {

    private ComparisonLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("==", call -> equality(call, false));
        registry.add("!=", call -> Sql.not(equality(call, false)));
        registry.add("=~", call -> equality(call, true));
        registry.add("!~", call -> Sql.not(equality(call, true)));
        registry.add("<", call -> ordering(call, Operator.LESS));
        registry.add("<=", call -> ordering(call, Operator.LESS_OR_EQUAL));
        registry.add(">", call -> ordering(call, Operator.GREATER));
        registry.add(">=", call -> ordering(call, Operator.GREATER_OR_EQUAL));
        registry.add("between", ComparisonLowerings::between);
        registry.add("!between", call -> Sql.not(between(call)));
        registry.add("in", call -> Sql.coalesce(MembershipLowerings.membership(call, false), Sql.FALSE));
        registry.add("!in", call -> Sql.not(Sql.coalesce(MembershipLowerings.membership(call, false), Sql.FALSE)));
        registry.add("in~", call -> Sql.coalesce(MembershipLowerings.membership(call, true), Sql.FALSE));
        registry.add("!in~", call -> Sql.not(Sql.coalesce(MembershipLowerings.membership(call, true), Sql.FALSE)));
    }

    /** The form for a place where null counts as false; empty when the value form serves. */
    static Optional<SqlExpression> predicate(ScalarArguments call) {
        return switch (call.name()) {
            case "==" -> Optional.of(plainEquality(call, false));
            case "=~" -> Optional.of(plainEquality(call, true));
            case "!=" -> Optional.of(inequality(call));
            case "in" -> Optional.of(MembershipLowerings.membership(call, false));
            case "in~" -> Optional.of(MembershipLowerings.membership(call, true));
            default -> Optional.empty();
        };
    }

    /** R16: null against a value is false, null against null is null. */
    private static SqlExpression equality(ScalarArguments call, boolean fold) {
        SqlExpression plain = plainEquality(call, fold);
        if (call.type(0) == ScalarType.STRING) {
            return plain;
        }
        if (isValue(call, 0) || isValue(call, 1)) {
            return Sql.coalesce(plain, Sql.FALSE);
        }
        SqlExpression bothNull = Sql.and(Sql.isNull(call.value(0)), Sql.isNull(call.value(1)));
        return Sql.when(Sql.not(bothNull), Sql.coalesce(plain, Sql.FALSE));
    }

    /** True when equal; null or false otherwise. */
    private static SqlExpression plainEquality(ScalarArguments call, boolean fold) {
        Operands operands = Operands.of(call);
        SqlExpression left = operands.left();
        SqlExpression right = operands.right();
        if (fold && operands.type() == ScalarType.STRING) {
            return Sql.equal(Sql.function("lower", left), Sql.function("lower", right));
        }
        SqlExpression equal = Sql.equal(left, right);
        boolean bothMayBeNan = operands.type() == ScalarType.REAL && !isValue(call, 0) && !isValue(call, 1);
        return bothMayBeNan ? Sql.and(equal, Sql.not(Sql.function("isnan", left))) : equal;
    }

    /** True when R16 gives true: exactly one is null, or both are values and differ. */
    private static SqlExpression inequality(ScalarArguments call) {
        Operands operands = Operands.of(call);
        if (operands.type() == ScalarType.STRING) {
            return Sql.binary(Operator.NOT_EQUAL, operands.left(), operands.right());
        }
        SqlExpression distinct = Sql.binary(Operator.IS_DISTINCT_FROM, operands.left(), operands.right());
        boolean bothMayBeNan = operands.type() == ScalarType.REAL && !isValue(call, 0) && !isValue(call, 1);
        return bothMayBeNan ? Sql.or(distinct, Sql.function("isnan", operands.left())) : distinct;
    }

    /** R18; R23: a comparison with NaN is false. */
    private static SqlExpression ordering(ScalarArguments call, Operator operator) {
        Operands operands = Operands.of(call);
        SqlExpression plain = Sql.binary(operator, operands.left(), operands.right());
        if (operands.type() != ScalarType.REAL) {
            return plain;
        }
        // NaN is the engine's greatest value: only the greater side can be wrong about it.
        boolean leftIsGreater = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
        int greater = leftIsGreater ? 0 : 1;
        SqlExpression side = leftIsGreater ? operands.left() : operands.right();
        return isValue(call, greater) ? plain : Sql.and(plain, Sql.not(Sql.function("isnan", side)));
    }

    /** R40: inclusive; a timespan as right bound counts from the left one. */
    private static SqlExpression between(ScalarArguments call) {
        ScalarType type = widest(widest(call.type(0), call.type(1)), call.type(2));
        boolean span = call.type(0) == ScalarType.DATETIME && call.type(2) == ScalarType.TIMESPAN;
        if (span) {
            SqlExpression end = Sql.function("kql_datetime_add", call.value(1), call.value(2));
            return new SqlExpression.Between(call.value(0), call.bareTicks(1), end);
        }
        SqlExpression value = operand(call, 0, type);
        SqlExpression plain = new SqlExpression.Between(value, operand(call, 1, type), operand(call, 2, type));
        boolean mayBeNan = type == ScalarType.REAL && !isValue(call, 2);
        return mayBeNan ? Sql.and(plain, Sql.not(Sql.function("isnan", value))) : plain;
    }

    private static boolean isValue(ScalarArguments call, int index) {
        return call.plan(index) instanceof Literal literal
                && !literal.isNull()
                && !(literal.value() instanceof Double real && real.isNaN());
    }

    private static SqlExpression operand(ScalarArguments call, int index, ScalarType type) {
        ScalarType own = call.type(index);
        if (own == type || (own.isInteger() && type.isInteger())) {
            return call.bareTicks(index);
        }
        return ConversionLowerings.convert(call.value(index), own, type);
    }

    static ScalarType widest(ScalarType left, ScalarType right) {
        if (left == right) {
            return left;
        }
        if (left == ScalarType.DYNAMIC || left == ScalarType.STRING) {
            return right == ScalarType.DYNAMIC ? left : right;
        }
        if (right == ScalarType.DYNAMIC || right == ScalarType.STRING) {
            return left;
        }
        if (left.isNumeric() && right.isNumeric()) {
            return left.compareTo(right) > 0 ? left : right;
        }
        return left;
    }

    /** Two operands of one type; the binder converts most, R36 and R72 the rest. */
    private record Operands(SqlExpression left, SqlExpression right, ScalarType type) {
        static Operands of(ScalarArguments call) {
            ScalarType type = widest(call.type(0), call.type(1));
            return new Operands(operand(call, 0, type), operand(call, 1, type), type);
        }
    }
}
