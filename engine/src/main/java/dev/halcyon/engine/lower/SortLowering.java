package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code sort}: the {@code ORDER BY} of its input's block. NaN sorts between null and the numbers (R105). */
final class SortLowering {

    private SortLowering() {}

    static QueryBlock lower(Sort sort, PlanLowering plan) {
        QueryBlock input = plan.lower(sort.input());
        QueryBlock block = canTakeOrder(input, sort) ? input : plan.nest(input);
        return block.withOrder(orders(sort.keys(), plan.expressions(block)));
    }

    static List<SqlOrder> orders(List<SortKey> keys, ExpressionLowering lowering) {
        List<SqlOrder> orders = new ArrayList<>();
        for (SortKey key : keys) {
            SqlExpression value = lowering.value(key.expression());
            if (value instanceof SqlExpression.Constant || key.expression() instanceof Literal) {
                // The same for every row, and SQL would take a number for the position of a column.
                continue;
            }
            if (key.expression().type() == ScalarType.REAL) {
                orders.add(new SqlOrder(Sql.function("isnan", value), key.nullsFirst(), key.nullsFirst()));
            }
            orders.add(new SqlOrder(value, key.descending(), key.nullsFirst()));
        }
        return orders;
    }

    private static boolean canTakeOrder(QueryBlock block, Sort sort) {
        if (block.limit().isPresent() || block.windowed()) {
            return false;
        }
        if (block.grouped()) {
            // A computed group key is written by its position, which an order over it cannot be.
            return sort.keys().stream()
                    .allMatch(key -> key.expression() instanceof ColumnReference reference
                            && (block.output(reference.column()).isTrivial()
                                    || !block.groupBy().contains(block.expression(reference.column()))));
        }
        List<ScalarExpression> expressions =
                sort.keys().stream().map(SortKey::expression).toList();
        Map<Integer, Integer> uses = References.count(expressions);
        for (Output output : block.outputs()) {
            if (uses.containsKey(output.column().id()) && !output.isTrivial()) {
                return false;
            }
        }
        return true;
    }
}
