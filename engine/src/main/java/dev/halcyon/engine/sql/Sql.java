package dev.halcyon.engine.sql;

import dev.halcyon.engine.sql.SqlExpression.AggregateFunction;
import dev.halcyon.engine.sql.SqlExpression.Binary;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short forms for building SQL trees. */
public final class Sql {

    public static final SqlExpression NULL = new SqlExpression.Constant(null);
    public static final SqlExpression TRUE = new SqlExpression.Constant(true);
    public static final SqlExpression FALSE = new SqlExpression.Constant(false);
    public static final SqlExpression EMPTY = new SqlExpression.Text("");

    private Sql() {}

    public static SqlExpression function(String name, SqlExpression... arguments) {
        return new SqlExpression.Function(name, List.of(arguments));
    }

    public static SqlExpression function(String name, List<SqlExpression> arguments) {
        return new SqlExpression.Function(name, arguments);
    }

    public static SqlExpression aggregate(String name, SqlExpression... arguments) {
        return new AggregateFunction(name, List.of(arguments), false, List.of(), Optional.empty());
    }

    public static SqlExpression binary(Operator operator, SqlExpression left, SqlExpression right) {
        return new Binary(operator, left, right);
    }

    public static SqlExpression equal(SqlExpression left, SqlExpression right) {
        return new Binary(Operator.EQUAL, left, right);
    }

    public static SqlExpression and(SqlExpression left, SqlExpression right) {
        return new Binary(Operator.AND, left, right);
    }

    public static SqlExpression or(SqlExpression left, SqlExpression right) {
        return new Binary(Operator.OR, left, right);
    }

    public static SqlExpression plus(SqlExpression left, SqlExpression right) {
        return new Binary(Operator.PLUS, left, right);
    }

    public static SqlExpression minus(SqlExpression left, SqlExpression right) {
        return new Binary(Operator.MINUS, left, right);
    }

    public static SqlExpression times(SqlExpression left, SqlExpression right) {
        return new Binary(Operator.TIMES, left, right);
    }

    public static SqlExpression not(SqlExpression operand) {
        return new SqlExpression.Not(operand);
    }

    public static SqlExpression isNull(SqlExpression operand) {
        return new SqlExpression.IsNull(operand, false);
    }

    public static SqlExpression isNotNull(SqlExpression operand) {
        return new SqlExpression.IsNull(operand, true);
    }

    public static SqlExpression cast(SqlExpression operand, SqlType type) {
        return new SqlExpression.Cast(operand, type);
    }

    public static SqlExpression coalesce(SqlExpression... operands) {
        return new SqlExpression.Function("coalesce", List.of(operands));
    }

    public static SqlExpression constant(long value) {
        return new SqlExpression.Constant(value);
    }

    public static SqlExpression constant(double value) {
        return new SqlExpression.Constant(value);
    }

    public static SqlExpression text(String value) {
        return new SqlExpression.Text(value);
    }

    /** {@code CASE WHEN condition THEN result ELSE otherwise END}. */
    public static SqlExpression when(SqlExpression condition, SqlExpression result, SqlExpression otherwise) {
        return new SqlExpression.Case(List.of(new SqlExpression.When(condition, result)), Optional.of(otherwise));
    }

    /** {@code CASE WHEN condition THEN result END}: null otherwise. */
    public static SqlExpression when(SqlExpression condition, SqlExpression result) {
        return new SqlExpression.Case(List.of(new SqlExpression.When(condition, result)), Optional.empty());
    }

    /** The first expression, then the rest. */
    public static List<SqlExpression> list(SqlExpression first, List<SqlExpression> rest) {
        List<SqlExpression> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
