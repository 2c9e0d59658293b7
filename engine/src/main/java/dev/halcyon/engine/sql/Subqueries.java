package dev.halcyon.engine.sql;

import java.util.ArrayList;
import java.util.List;

/** Finds queries inside expressions. */
final class Subqueries {

    private Subqueries() {}

    /** True when the expression holds a query; queries themselves are not searched. */
    static boolean holds(SqlExpression expression) {
        return switch (expression) {
            case SqlExpression.ScalarRelation relation -> true;
            case SqlExpression.InRelation relation -> true;
            case SqlExpression.Column column -> false;
            case SqlExpression.Constant constant -> false;
            case SqlExpression.Text text -> false;
            case SqlExpression.Function function -> anyHolds(function.arguments());
            case SqlExpression.AggregateFunction aggregate ->
                anyHolds(aggregate.arguments()) || aggregate.filter().stream().anyMatch(Subqueries::holds);
            case SqlExpression.Window window -> holds(window.function()) || anyHolds(window.partition());
            case SqlExpression.Binary binary -> holds(binary.left()) || holds(binary.right());
            case SqlExpression.Not not -> holds(not.operand());
            case SqlExpression.IsNull isNull -> holds(isNull.operand());
            case SqlExpression.Between between ->
                holds(between.operand()) || holds(between.low()) || holds(between.high());
            case SqlExpression.InList in -> holds(in.operand()) || anyHolds(in.values());
            case SqlExpression.Case choice -> {
                List<SqlExpression> parts = new ArrayList<>();
                choice.branches().forEach(branch -> {
                    parts.add(branch.condition());
                    parts.add(branch.result());
                });
                choice.otherwise().ifPresent(parts::add);
                yield anyHolds(parts);
            }
            case SqlExpression.Cast cast -> holds(cast.operand());
        };
    }

    private static boolean anyHolds(List<SqlExpression> expressions) {
        return expressions.stream().anyMatch(Subqueries::holds);
    }
}
