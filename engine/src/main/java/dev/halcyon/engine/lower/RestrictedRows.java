package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows of a scan that a reader may see, behind a barrier. A {@code WHERE} alone is none: a database moves the
 * conditions of the query beside it, into a common table expression too, and runs them in the order that it thinks
 * cheapest, or answers them by the least and greatest values of all rows.
 *
 * <p>So each column is a {@code CASE} that has a value in the visible rows only; what the query computes of the others,
 * should they get there, it computes of nothing. And the other branch is volatile: no condition is moved below a volatile
 * column, and nothing is known of its values beforehand.
 */
final class RestrictedRows {

    private static final String VISIBLE = "visible";

    private RestrictedRows() {}

    static QueryBlock of(TableScan scan, QueryBlock rows, ScalarExpression restriction, PlanLowering plan) {
        String inside = plan.freshAlias("t");
        String outside = plan.freshAlias("t");
        SqlExpression visible = new SqlExpression.Column(inside, VISIBLE);
        List<SqlRelation.Item> read = new ArrayList<>();
        List<SqlRelation.Item> guarded = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (Output output : rows.outputs()) {
            if (!plan.reads(scan, output.column())) {
                SqlExpression nothing =
                        Sql.cast(Sql.NULL, SqlType.of(output.column().type()));
                outputs.add(new Output(output.column(), nothing));
                continue;
            }
            String name = "c" + read.size();
            read.add(new SqlRelation.Item(output.expression(), name));
            guarded.add(new SqlRelation.Item(
                    Sql.when(
                            visible,
                            new SqlExpression.Column(inside, name),
                            nothing(output.column().type())),
                    name));
            outputs.add(new Output(output.column(), new SqlExpression.Column(outside, name)));
        }
        read.add(new SqlRelation.Item(plan.expressions(rows).predicate(restriction), VISIBLE));
        if (guarded.isEmpty()) {
            guarded.add(new SqlRelation.Item(new SqlExpression.Constant(1L), "_"));
        }
        SqlRelation all = new SqlRelation.Select(
                false, read, rows.from(), rows.where(), List.of(), List.of(), OptionalLong.empty());
        SqlRelation kept = new SqlRelation.Select(
                false,
                guarded,
                Optional.of(new SqlRelation.Derived(all, inside, List.of())),
                Optional.of(visible),
                List.of(),
                List.of(),
                OptionalLong.empty());
        return QueryBlock.over(outputs, new SqlRelation.Derived(kept, outside, List.of()));
    }

    /** What no value is like; a random number is never above one. */
    private static SqlExpression nothing(ScalarType type) {
        SqlExpression random = Sql.function("random");
        SqlExpression never = Sql.binary(SqlExpression.Operator.GREATER, random, new SqlExpression.Constant(2L));
        SqlExpression text = Sql.cast(random, SqlType.VARCHAR);
        return type == ScalarType.STRING
                ? Sql.when(never, text, Sql.EMPTY)
                : Sql.when(never, Sql.cast(text, SqlType.of(type)));
    }
}
