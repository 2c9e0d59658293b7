package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.TableFunction;
import java.util.ArrayList;
import java.util.List;

/** A stage of its own, and a block that reads what the stage has written. */
final class TableFunctionLowering {

    private TableFunctionLowering() {}

    static QueryBlock lower(TableFunction function, PlanLowering plan) {
        int stage = plan.stage(function);
        String alias = plan.freshAlias("t");
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < function.columns().size(); index++) {
            outputs.add(new Output(function.columns().get(index), new SqlExpression.Column(alias, "c" + index)));
        }
        QueryBlock block =
                QueryBlock.over(outputs, new SqlRelation.Table(plan.tables().stage(stage), alias));
        return function.ordered()
                ? block.withOrder(
                        List.of(new SqlOrder(new SqlExpression.Column(alias, PhysicalTables.ORDINAL), false, false)))
                : block;
    }
}
