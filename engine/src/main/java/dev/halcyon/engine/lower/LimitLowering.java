package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** {@code take} and the limit of {@code top}; of each group, rows are numbered and the first ones kept. */
final class LimitLowering {

    private static final PlanColumn RANK = new PlanColumn(-2, "#rank", ScalarType.LONG);
    private static final PlanColumn ROW = new PlanColumn(-3, "#row", ScalarType.LONG);

    private LimitLowering() {}

    static QueryBlock lower(Limit limit, PlanLowering plan) {
        if (!limit.partition().isEmpty()) {
            return ofEachGroup(limit, plan);
        }
        QueryBlock block = plan.lower(limit.input());
        return block.withLimit(Math.min(limit.count(), block.limit().orElse(Long.MAX_VALUE)));
    }

    private static QueryBlock ofEachGroup(Limit limit, PlanLowering plan) {
        QueryBlock rows;
        List<SqlOrder> order;
        if (limit.input() instanceof Sort sort) {
            rows = plan.nest(plan.lower(sort.input()));
            order = SortLowering.orders(sort.keys(), plan.expressions(rows));
        } else {
            QueryBlock input = plan.lower(limit.input());
            boolean ordered = !input.order().isEmpty();
            rows = plan.nest(input);
            order = List.of();
            if (ordered) {
                rows = plan.nest(with(rows, ROW, number(List.of(), List.of())));
                order = List.of(new SqlOrder(rows.expression(ROW), false, false));
            }
        }
        List<SqlExpression> partition = new ArrayList<>();
        for (ScalarExpression key : limit.partition()) {
            partition.add(plan.expressions(rows).value(key));
        }
        QueryBlock ranked = plan.nest(with(rows, RANK, number(partition, order)));
        List<Output> outputs = limit.columns().stream().map(ranked::output).toList();
        QueryBlock kept = ranked.withWhere(
                Sql.binary(Operator.LESS_OR_EQUAL, ranked.expression(RANK), Sql.constant(limit.count())));
        return kept.withOutputs(outputs);
    }

    private static QueryBlock with(QueryBlock rows, PlanColumn column, SqlExpression value) {
        List<Output> outputs = new ArrayList<>(rows.outputs());
        outputs.add(new Output(column, value));
        return rows.withWindows(outputs, List.of());
    }

    private static SqlExpression number(List<SqlExpression> partition, List<SqlOrder> order) {
        return new SqlExpression.Window(new SqlExpression.Function("row_number", List.of()), partition, order, "");
    }
}
