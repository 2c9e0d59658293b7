package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code mv-expand}: each source becomes a list, the lists become rows side by side (R111), and the elements are
 * converted outside (R112).
 */
final class MvExpandLowering {

    private MvExpandLowering() {}

    static QueryBlock lower(MvExpand expand, PlanLowering plan) {
        QueryBlock block = plan.nest(plan.lower(expand.input()));
        ExpressionLowering lowering = plan.expressions(block);
        SqlExpression bags = expand.arrayBags() ? Sql.TRUE : Sql.FALSE;
        long limit = Math.min(expand.rowLimit(), Integer.MAX_VALUE);
        List<SqlExpression> lists = new ArrayList<>();
        for (MvExpand.Expansion expansion : expand.expansions()) {
            lists.add(Sql.function("kql_expand", lowering.value(expansion.source()), bags, Sql.constant(limit)));
        }
        List<PlanColumn> columns = expand.columns();
        List<Output> inner = new ArrayList<>();
        for (PlanColumn column : columns) {
            Optional<Integer> index = expansion(expand, column);
            if (index.isPresent()) {
                inner.add(new Output(column, rows(Sql.function("kql_elements", lists.get(index.get())))));
            } else if (expand.itemIndex().filter(column::equals).isPresent()) {
                inner.add(new Output(column, rows(Sql.function("kql_indexes", lengths(lists)))));
            } else {
                inner.add(new Output(column, block.expression(column)));
            }
        }
        QueryBlock expanded = plan.nest(block.withOutputs(inner));
        List<Output> outputs = new ArrayList<>();
        for (PlanColumn column : columns) {
            SqlExpression value = expanded.expression(column);
            outputs.add(new Output(
                    column,
                    expansion(expand, column).isPresent()
                            ? ConversionLowerings.convert(
                                    Sql.function("kql_json_value", value), ScalarType.DYNAMIC, column.type())
                            : value));
        }
        return expanded.withOutputs(outputs);
    }

    private static Optional<Integer> expansion(MvExpand expand, PlanColumn column) {
        for (int index = 0; index < expand.expansions().size(); index++) {
            if (expand.expansions().get(index).target().id() == column.id()) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private static SqlExpression lengths(List<SqlExpression> lists) {
        List<SqlExpression> lengths =
                lists.stream().map(list -> Sql.function("kql_length", list)).toList();
        return lengths.size() == 1 ? lengths.getFirst() : Sql.function("greatest", lengths);
    }

    private static SqlExpression rows(SqlExpression list) {
        return Sql.function(SqlRelation.ROWS_OF_LIST, list);
    }
}
