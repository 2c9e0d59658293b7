package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.NumberLists.TypedList;
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
        List<Optional<TypedList>> typed = new ArrayList<>();
        for (MvExpand.Expansion expansion : expand.expansions()) {
            SqlExpression source = lowering.value(expansion.source());
            Optional<TypedList> list = NumberLists.list(source);
            typed.add(list);
            SqlExpression rows = limit == Integer.MAX_VALUE
                    ? Sql.function("kql_expand_all", source, bags)
                    : Sql.function("kql_expand", source, bags, Sql.constant(limit));
            lists.add(list.isPresent() ? elements(list.get(), limit) : Sql.function("kql_elements", rows));
        }
        List<PlanColumn> columns = expand.columns();
        List<Output> inner = new ArrayList<>();
        for (PlanColumn column : columns) {
            Optional<Integer> index = expansion(expand, column);
            if (index.isPresent()) {
                inner.add(new Output(column, rows(lists.get(index.get()))));
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
            Optional<SqlExpression> element =
                    expansion(expand, column).map(index -> element(value, typed.get(index), column.type()));
            outputs.add(new Output(column, element.orElse(value)));
        }
        return expanded.withOutputs(outputs);
    }

    /** R112: the element's own conversion, which between numbers needs no text. */
    private static SqlExpression element(SqlExpression value, Optional<TypedList> list, ScalarType target) {
        if (list.isEmpty()) {
            return ConversionLowerings.convert(Sql.function("kql_json_value", value), ScalarType.DYNAMIC, target);
        }
        ScalarType type = list.get().element();
        boolean direct = target == type || target == ScalarType.DYNAMIC || (isNumber(type) && isNumber(target));
        return direct
                ? ConversionLowerings.convert(value, type, target)
                : ConversionLowerings.convert(TextForms.json(value, type), ScalarType.DYNAMIC, target);
    }

    private static boolean isNumber(ScalarType type) {
        return switch (type) {
            case INT, LONG, REAL -> true;
            case BOOL, DECIMAL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> false;
        };
    }

    /** R111: the list's elements up to the limit; a null is one row. */
    private static SqlExpression elements(TypedList source, long limit) {
        SqlExpression all = Sql.function("kql_list_rows", source.list());
        return limit == Integer.MAX_VALUE ? all : Sql.function("list_slice", all, Sql.constant(1), Sql.constant(limit));
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
        List<SqlExpression> lengths = lists.stream()
                .map(list -> Sql.function("kql_list_length", list))
                .toList();
        return lengths.size() == 1 ? lengths.getFirst() : Sql.function("greatest", lengths);
    }

    private static SqlExpression rows(SqlExpression list) {
        return Sql.function(SqlRelation.ROWS_OF_LIST, list);
    }
}
