package dev.halcyon.engine.interpret;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns expressions of the SQL tree into {@link RowExpression}s. */
public final class SqlInterpreter {

    private static final int DECIMAL_SCALE = 17;
    private static final int DECIMAL_DIGITS = 38;

    private final String place;

    /**
     * @param place where the expressions stand, for messages, such as {@code scan}
     */
    public SqlInterpreter(String place) {
        this.place = place;
    }

    /** The column that reads a slot. */
    public static SqlExpression slot(int number) {
        return new SqlExpression.Column("slot", Integer.toString(number));
    }

    /**
     * An expression over columns made by {@link #slot}.
     *
     * @throws EngineException of kind QUERY when it uses what is not computed here
     */
    public RowExpression compile(SqlExpression expression) {
        return switch (expression) {
            case SqlExpression.Column column -> {
                int slot = Integer.parseInt(column.name());
                yield cells -> cells.get(slot);
            }
            case SqlExpression.Constant constant -> constant(constant.value());
            case SqlExpression.Text text -> constant(text.value());
            case SqlExpression.Function function ->
                NativeFunctions.call(function, compile(function.arguments()), place);
            case SqlExpression.Binary binary -> binary(binary);
            case SqlExpression.Not not -> {
                RowExpression operand = compile(not.operand());
                yield cells -> operand.evaluate(cells) instanceof Boolean truth ? (Object) !truth : null;
            }
            case SqlExpression.IsNull isNull -> {
                RowExpression operand = compile(isNull.operand());
                boolean negated = isNull.negated();
                yield cells -> (operand.evaluate(cells) == null) != negated;
            }
            case SqlExpression.Between between -> between(between);
            case SqlExpression.InList list -> inList(list);
            case SqlExpression.Case choice -> choice(choice);
            case SqlExpression.Cast cast -> {
                RowExpression operand = compile(cast.operand());
                yield cells -> cast(operand.evaluate(cells), cast.type());
            }
            case SqlExpression.AggregateFunction aggregate -> throw refused("an aggregate");
            case SqlExpression.Window window -> throw refused("a window function");
            case SqlExpression.InRelation in -> throw refused("in (table)");
            case SqlExpression.ScalarRelation scalar -> throw refused("toscalar()");
        };
    }

    private List<RowExpression> compile(List<SqlExpression> expressions) {
        return expressions.stream().map(this::compile).toList();
    }

    private EngineException refused(String what) {
        return new EngineException(
                EngineException.Kind.QUERY,
                "%s: %s cannot be computed here; compute it with extend before".formatted(place, what));
    }

    private static RowExpression constant(@Nullable Object value) {
        Object constant = value instanceof Integer number ? (Object) number.longValue() : value;
        return cells -> constant;
    }

    private RowExpression binary(SqlExpression.Binary binary) {
        RowExpression left = compile(binary.left());
        RowExpression right = compile(binary.right());
        return switch (binary.operator()) {
            case AND -> cells -> and(left.evaluate(cells), right, cells);
            case OR -> cells -> or(left.evaluate(cells), right, cells);
            case EQUAL -> strict(left, right, (a, b) -> Values.compare(a, b) == 0);
            case NOT_EQUAL -> strict(left, right, (a, b) -> Values.compare(a, b) != 0);
            case LESS -> strict(left, right, (a, b) -> Values.compare(a, b) < 0);
            case LESS_OR_EQUAL -> strict(left, right, (a, b) -> Values.compare(a, b) <= 0);
            case GREATER -> strict(left, right, (a, b) -> Values.compare(a, b) > 0);
            case GREATER_OR_EQUAL -> strict(left, right, (a, b) -> Values.compare(a, b) >= 0);
            case IS_DISTINCT_FROM -> cells -> !same(left.evaluate(cells), right.evaluate(cells));
            case IS_NOT_DISTINCT_FROM -> cells -> same(left.evaluate(cells), right.evaluate(cells));
            case CONCATENATE -> strict(left, right, (a, b) -> (String) a + b);
            case PLUS -> strict(left, right, Values::plus);
            case MINUS -> strict(left, right, Values::minus);
            case TIMES -> strict(left, right, Values::times);
            case DIVIDE -> strict(left, right, Values::divide);
            case REMAINDER -> strict(left, right, Values::remainder);
        };
    }

    /** A computation of two values. */
    @FunctionalInterface
    private interface Operation {
        @Nullable
        Object apply(Object left, Object right);
    }

    private static RowExpression strict(RowExpression left, RowExpression right, Operation operation) {
        return cells -> {
            Object a = left.evaluate(cells);
            Object b = a == null ? null : right.evaluate(cells);
            return a == null || b == null ? null : operation.apply(a, b);
        };
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return Values.compare(left, right) == 0;
    }

    private static @Nullable Object and(@Nullable Object left, RowExpression right, RowExpression.Cells cells) {
        if (Boolean.FALSE.equals(left)) {
            return false;
        }
        Object other = right.evaluate(cells);
        return Boolean.FALSE.equals(other) ? (Object) false : left == null ? null : other;
    }

    private static @Nullable Object or(@Nullable Object left, RowExpression right, RowExpression.Cells cells) {
        if (Boolean.TRUE.equals(left)) {
            return true;
        }
        Object other = right.evaluate(cells);
        return Boolean.TRUE.equals(other) ? (Object) true : left == null ? null : other;
    }

    private RowExpression between(SqlExpression.Between between) {
        RowExpression operand = compile(between.operand());
        RowExpression low = compile(between.low());
        RowExpression high = compile(between.high());
        RowExpression notBelow = strict(operand, low, (a, b) -> Values.compare(a, b) >= 0);
        RowExpression notAbove = strict(operand, high, (a, b) -> Values.compare(a, b) <= 0);
        return cells -> and(notBelow.evaluate(cells), notAbove, cells);
    }

    private RowExpression inList(SqlExpression.InList list) {
        RowExpression operand = compile(list.operand());
        List<RowExpression> values = compile(list.values());
        return cells -> {
            Object sought = operand.evaluate(cells);
            if (sought == null) {
                return null;
            }
            boolean unknown = false;
            for (RowExpression value : values) {
                Object candidate = value.evaluate(cells);
                unknown |= candidate == null;
                if (candidate != null && Values.compare(sought, candidate) == 0) {
                    return true;
                }
            }
            return unknown ? null : (Object) false;
        };
    }

    private RowExpression choice(SqlExpression.Case choice) {
        List<RowExpression> conditions = new ArrayList<>();
        List<RowExpression> results = new ArrayList<>();
        choice.branches().forEach(branch -> {
            conditions.add(compile(branch.condition()));
            results.add(compile(branch.result()));
        });
        RowExpression otherwise = choice.otherwise().map(this::compile).orElse(cells -> null);
        return cells -> {
            for (int index = 0; index < conditions.size(); index++) {
                if (Boolean.TRUE.equals(conditions.get(index).evaluate(cells))) {
                    return results.get(index).evaluate(cells);
                }
            }
            return otherwise.evaluate(cells);
        };
    }

    private @Nullable Object cast(@Nullable Object value, SqlType type) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> value instanceof Boolean ? value : Values.compare(value, 0L) != 0;
            case INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE ->
                switch (value) {
                    case Boolean truth -> truth ? 1.0 : 0.0;
                    case Number number -> number.doubleValue();
                    default -> throw refused("a text as a number");
                };
            case DECIMAL -> decimal(value);
            case UUID -> value instanceof UUID ? value : UUID.fromString(value.toString());
            case VARCHAR ->
                switch (value) {
                    case String text -> text;
                    case Boolean truth -> truth.toString();
                    case Long number -> number.toString();
                    case UUID guid -> guid.toString();
                    default -> throw refused("the text of a " + value.getClass().getSimpleName());
                };
        };
    }

    private static Object whole(Object value, long least, long greatest) {
        long number = switch (value) {
            case Boolean truth -> truth ? 1 : 0;
            case Long same -> same;
            case Double real -> rounded(real);
            case BigDecimal decimal -> decimal.setScale(0, RoundingMode.HALF_UP).longValueExact();
            default -> Long.parseLong(value.toString());
        };
        if (number < least || number > greatest) {
            throw new QueryFailure("A value in the query is out of range");
        }
        return number;
    }

    private static long rounded(double real) {
        double rounded = Math.rint(real);
        if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
            throw new QueryFailure("A value in the query is out of range");
        }
        return (long) rounded;
    }

    private static @Nullable Object decimal(Object value) {
        BigDecimal number = switch (value) {
            case BigDecimal same -> same;
            case Long whole -> BigDecimal.valueOf(whole);
            case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
            default -> new BigDecimal(Objects.toString(value).strip());
        };
        BigDecimal scaled = number.setScale(DECIMAL_SCALE, RoundingMode.HALF_UP);
        if (scaled.precision() > DECIMAL_DIGITS) {
            throw new QueryFailure("A value in the query is out of range");
        }
        return scaled;
    }
}
