package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.plan.SingleRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code range}: a sequence of row numbers, each times the step; no row when the step leads away (R131). */
final class RangeTableLowering {

    private RangeTableLowering() {}

    static QueryBlock lower(RangeTable range, PlanLowering plan) {
        SqlType type = SqlType.of(range.column().type());
        String numbers = plan.freshAlias("n");
        SqlExpression number = new SqlExpression.Column(numbers, "i");
        boolean bySubquery = hasSubquery(range.from()) || hasSubquery(range.to()) || hasSubquery(range.step());
        ExpressionLowering constants = plan.expressions(InlineTableLowering.lower(new SingleRow()));
        SqlExpression start = constants.value(range.from());
        SqlExpression stop = constants.value(range.to());
        SqlExpression step = constants.value(range.step());
        if (!bySubquery) {
            SqlRelation.From sequence = new SqlRelation.Sequence(count(type, start, stop, step), numbers, "i");
            return QueryBlock.over(List.of(new Output(range.column(), element(start, number, step, type))), sequence);
        }
        // A table function takes constants or columns, not subqueries; over columns it loses their order.
        String bounds = plan.freshAlias("t");
        List<SqlRelation.Item> items = List.of(
                new SqlRelation.Item(Sql.cast(start, type), "start"),
                new SqlRelation.Item(Sql.cast(stop, type), "stop"),
                new SqlRelation.Item(Sql.cast(step, type), "step"));
        SqlRelation.From row = new SqlRelation.Derived(
                new SqlRelation.Select(
                        false, items, Optional.empty(), Optional.empty(), List.of(), List.of(), OptionalLong.empty()),
                bounds,
                List.of());
        SqlExpression first = new SqlExpression.Column(bounds, "start");
        SqlExpression distance = new SqlExpression.Column(bounds, "step");
        SqlExpression last = new SqlExpression.Column(bounds, "stop");
        SqlRelation.From sequence = new SqlRelation.Sequence(count(type, first, last, distance), numbers, "i");
        return QueryBlock.over(
                        List.of(new Output(range.column(), element(first, number, distance, type))),
                        new SqlRelation.Joined(row, SqlRelation.JoinType.CROSS, sequence, Optional.empty()))
                .withOrder(List.of(new SqlOrder(number, false, false)));
    }

    private static SqlExpression count(SqlType type, SqlExpression start, SqlExpression stop, SqlExpression step) {
        return Sql.function(type == SqlType.DOUBLE ? "kql_range_count_real" : "kql_range_count", start, stop, step);
    }

    private static SqlExpression element(SqlExpression start, SqlExpression number, SqlExpression step, SqlType type) {
        return Sql.cast(Sql.plus(start, Sql.times(number, step)), type);
    }

    private static boolean hasSubquery(ScalarExpression expression) {
        return expression instanceof ScalarSubquery
                || expression.operands().stream().anyMatch(RangeTableLowering::hasSubquery);
    }
}
