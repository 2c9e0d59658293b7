package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code union}: each branch in the unified columns, then all rows of all (R101). */
final class UnionLowering {

    /** Each is an expression that the database reads; millions would take all memory before the first row. */
    private static final long MOST_VALUES = 400_000;

    private UnionLowering() {}

    static QueryBlock lower(Union union, PlanLowering plan) {
        List<Union.Branch> written = union.branches().stream()
                .filter(branch -> !isEmpty(branch.input(), plan))
                .toList();
        if ((long) written.size() * union.columns().size() > MOST_VALUES) {
            throw new EngineException(
                    EngineException.Kind.QUERY,
                    "A union of %d tables has %d columns, which is too wide: name the tables, or project the columns that you need"
                            .formatted(written.size(), union.columns().size()));
        }
        List<SqlRelation> branches = new ArrayList<>();
        for (Union.Branch branch : written) {
            branches.add(branch(union, branch, plan).select());
        }
        if (branches.isEmpty()) {
            return InlineTableLowering.lower(new InlineTable(union.columns(), List.of()), plan);
        }
        String alias = plan.freshAlias("t");
        SqlRelation.From all = new SqlRelation.Derived(new SqlRelation.UnionAll(branches), alias, List.of());
        return QueryBlock.over(QueryBlock.references(union.columns(), alias), all);
    }

    private static QueryBlock branch(Union union, Union.Branch branch, PlanLowering plan) {
        QueryBlock input = plan.lower(branch.input());
        Map<Integer, Integer> uses = References.count(branch.values());
        boolean repeated = input.outputs().stream()
                .anyMatch(output -> uses.getOrDefault(output.column().id(), 0) > 1 && !output.isTrivial());
        QueryBlock block = repeated || input.grouped() || input.windowed() ? plan.nest(input) : input;
        ExpressionLowering lowering = plan.expressions(block);
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < union.columns().size(); index++) {
            ScalarExpression value = branch.values().get(index);
            SqlType type = SqlType.of(union.columns().get(index).type());
            outputs.add(new Output(
                    union.columns().get(index),
                    value instanceof Literal literal
                            ? Sql.cast(ExpressionLowering.bareLiteral(literal), type)
                            : lowering.value(value)));
        }
        return block.withOutputs(outputs);
    }

    /** True when a table that was never written is all that is read: search over every table names hundreds of them. */
    private static boolean isEmpty(Relation relation, PlanLowering plan) {
        Relation source = relation;
        while (true) {
            if (source instanceof Filter filter) {
                source = filter.input();
            } else if (source instanceof Project project) {
                source = project.input();
            } else {
                return source instanceof TableScan scan
                        && !plan.tables().isStored(scan.table().name());
            }
        }
    }
}
