package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlRelation.From;
import dev.halcyon.kql.plan.PlanColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One {@code SELECT} under construction: the columns it defines, each as an expression over its {@code FROM} clause, and
 * its other clauses. Clauses apply in SQL's order: where, group, order, limit.
 *
 * @param grouped true when the outputs hold aggregates; {@code groupBy} may be empty then
 * @param windowed true when an output holds a window function
 */
record QueryBlock(
        List<Output> outputs,
        Optional<From> from,
        Optional<SqlExpression> where,
        boolean grouped,
        List<SqlExpression> groupBy,
        boolean windowed,
        List<SqlOrder> order,
        OptionalLong limit) {
    QueryBlock {
        outputs = List.copyOf(outputs);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(where, "where");
        groupBy = List.copyOf(groupBy);
        order = List.copyOf(order);
        Objects.requireNonNull(limit, "limit");
    }

    /** A column and the expression that computes it. */
    record Output(PlanColumn column, SqlExpression expression) {
        Output {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(expression, "expression");
        }

        /** True when using the expression again costs nothing. */
        boolean isTrivial() {
            return isTrivialExpression(expression);
        }
    }

    /** A block that reads a relation and does nothing else. */
    static QueryBlock over(List<Output> outputs, From from) {
        return new QueryBlock(
                outputs, Optional.of(from), Optional.empty(), false, List.of(), false, List.of(), OptionalLong.empty());
    }

    /** The columns of a derived relation that was made from a block with these outputs. */
    static List<Output> references(List<PlanColumn> columns, String alias) {
        List<String> names = names(columns);
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            outputs.add(new Output(columns.get(index), new SqlExpression.Column(alias, names.get(index))));
        }
        return outputs;
    }

    /** SQL column names for plan columns: their own names, made distinct without regard to case. */
    static List<String> names(List<PlanColumn> columns) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (PlanColumn column : columns) {
            String base = column.name().isEmpty() ? "_" : column.name().replace('\0', '_');
            String name = base;
            for (int suffix = 1; !taken.add(name.toLowerCase(Locale.ROOT)); suffix++) {
                name = base + "_" + suffix;
            }
            names.add(name);
        }
        return names;
    }

    static boolean isTrivialExpression(SqlExpression expression) {
        return switch (expression) {
            case SqlExpression.Column column -> true;
            case SqlExpression.Constant constant -> true;
            case SqlExpression.Text text -> true;
            case SqlExpression.Cast cast -> cast.operand() instanceof SqlExpression.Constant;
            case SqlExpression.Function f -> false;
            case SqlExpression.AggregateFunction f -> false;
            case SqlExpression.Window w -> false;
            case SqlExpression.Binary b -> false;
            case SqlExpression.Not n -> false;
            case SqlExpression.IsNull n -> false;
            case SqlExpression.Between b -> false;
            case SqlExpression.InList i -> false;
            case SqlExpression.InRelation i -> false;
            case SqlExpression.ScalarRelation s -> false;
            case SqlExpression.Case c -> false;
        };
    }

    List<PlanColumn> columns() {
        return outputs.stream().map(Output::column).toList();
    }

    /** The expression of a column over this block's {@code FROM}. */
    SqlExpression expression(PlanColumn column) {
        return output(column).expression();
    }

    Output output(PlanColumn column) {
        for (Output output : outputs) {
            if (output.column().id() == column.id()) {
                return output;
            }
        }
        throw new EngineException(
                EngineException.Kind.INTERNAL,
                "The plan refers to column %s, which its input %s does not define".formatted(column, columns()));
    }

    /** True when nothing but the select list stands on the {@code FROM} clause. */
    boolean isPlain() {
        return where.isEmpty() && !grouped && !windowed && order.isEmpty() && limit.isEmpty();
    }

    QueryBlock withOutputs(List<Output> newOutputs) {
        return new QueryBlock(newOutputs, from, where, grouped, groupBy, windowed, order, limit);
    }

    QueryBlock withWhere(SqlExpression condition) {
        SqlExpression all = where.<SqlExpression>map(
                        old -> new SqlExpression.Binary(SqlExpression.Operator.AND, old, condition))
                .orElse(condition);
        return new QueryBlock(outputs, from, Optional.of(all), grouped, groupBy, windowed, order, limit);
    }

    QueryBlock withOrder(List<SqlOrder> newOrder) {
        return new QueryBlock(outputs, from, where, grouped, groupBy, windowed, newOrder, limit);
    }

    QueryBlock withLimit(long newLimit) {
        return new QueryBlock(outputs, from, where, grouped, groupBy, windowed, order, OptionalLong.of(newLimit));
    }

    QueryBlock withGroups(List<Output> newOutputs, List<SqlExpression> keys) {
        return new QueryBlock(newOutputs, from, where, true, keys, windowed, order, limit);
    }

    QueryBlock withWindows(List<Output> newOutputs, List<SqlOrder> newOrder) {
        return new QueryBlock(newOutputs, from, where, grouped, groupBy, true, newOrder, limit);
    }

    /** The finished {@code SELECT}; its columns are named by {@link #names}. */
    SqlRelation.Select select() {
        return select(outputs.stream().map(Output::expression).toList());
    }

    private SqlRelation.Select select(List<SqlExpression> expressions) {
        List<String> names = names(columns());
        List<SqlRelation.Item> items = new ArrayList<>();
        for (int index = 0; index < expressions.size(); index++) {
            items.add(new SqlRelation.Item(expressions.get(index), names.get(index)));
        }
        if (items.isEmpty()) {
            items.add(new SqlRelation.Item(new SqlExpression.Constant(1L), "_"));
        }
        return new SqlRelation.Select(false, items, from, where, groupBy, order, limit);
    }

    /** This block as a relation inside a new one, which may still take every clause. */
    QueryBlock nested(String alias) {
        List<Output> references = references(columns(), alias);
        List<SqlExpression> stored = new ArrayList<>();
        List<Output> outside = new ArrayList<>();
        for (int index = 0; index < outputs.size(); index++) {
            NumberLists.Stored each = NumberLists.stored(outputs.get(index).expression());
            Output reference = references.get(index);
            stored.add(each.stored());
            outside.add(new Output(reference.column(), each.outside().apply(reference.expression())));
        }
        return over(outside, new SqlRelation.Derived(select(stored), alias, List.of()));
    }
}
