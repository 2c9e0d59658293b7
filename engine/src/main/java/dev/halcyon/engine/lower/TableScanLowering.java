package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.lower.PhysicalTables.PhysicalTable;
import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads stored columns under their stored names. */
final class TableScanLowering {

    private TableScanLowering() {}

    static QueryBlock lower(TableScan scan, PlanLowering plan) {
        Optional<PhysicalTable> stored = plan.tables().table(scan.table().name());
        return stored.isPresent()
                ? lower(scan, stored.get(), plan)
                : InlineTableLowering.lower(new InlineTable(scan.columns(), List.of()), plan);
    }

    private static QueryBlock lower(TableScan scan, PhysicalTable table, PlanLowering plan) {
        String alias = plan.freshAlias("t");
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < scan.columns().size(); index++) {
            String name = scan.table().columns().get(index).name();
            String stored = table.columnNames().get(name);
            if (stored == null) {
                throw new EngineException(
                        EngineException.Kind.QUERY,
                        "Table '%s' has no column '%s' any more; run the query again"
                                .formatted(scan.table().name(), name));
            }
            outputs.add(new Output(scan.columns().get(index), new SqlExpression.Column(alias, stored)));
        }
        return QueryBlock.over(outputs, new SqlRelation.Table(table.qualifiedName(), alias));
    }

    static QueryBlock lower(InputRows rows, PlanLowering plan) {
        String alias = plan.freshAlias("t");
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < rows.columns().size(); index++) {
            outputs.add(new Output(rows.columns().get(index), new SqlExpression.Column(alias, "c" + index)));
        }
        return QueryBlock.over(outputs, new SqlRelation.Table(plan.tables().inputRows(), alias));
    }
}
