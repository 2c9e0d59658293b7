package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.SingleRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code datatable}: a {@code VALUES} list, its columns cast to their types; and the one row of {@code print}. */
final class InlineTableLowering {

    private InlineTableLowering() {}

    static QueryBlock lower(SingleRow row) {
        return new QueryBlock(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                false,
                List.of(),
                OptionalLong.empty());
    }

    static QueryBlock lower(InlineTable table, PlanLowering plan) {
        List<List<SqlExpression>> rows = new ArrayList<>();
        for (List<Literal> row : table.rows()) {
            rows.add(row.stream().map(InlineTableLowering::cell).toList());
        }
        boolean empty = rows.isEmpty();
        if (empty) {
            rows.add(table.columns().stream()
                    .map(column -> cell(Literal.missing(column.type())))
                    .toList());
        }
        String alias = plan.freshAlias("t");
        List<String> names = QueryBlock.names(table.columns());
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < table.columns().size(); index++) {
            PlanColumn column = table.columns().get(index);
            outputs.add(new Output(column, new SqlExpression.Column(alias, names.get(index))));
        }
        SqlRelation.From values = new SqlRelation.Derived(new SqlRelation.Values(rows), alias, names);
        QueryBlock block = QueryBlock.over(outputs, values);
        return empty ? block.withWhere(Sql.FALSE) : block;
    }

    /** Every cell carries its type, so that a column of nulls or of small numbers has the type it is declared with. */
    private static SqlExpression cell(Literal literal) {
        return Sql.cast(ExpressionLowering.bareLiteral(literal), SqlType.of(literal.type()));
    }
}
