package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.lower.PhysicalTables.Part;
import dev.halcyon.engine.lower.PhysicalTables.PhysicalTable;
import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads stored columns under their stored names. */
final class TableScanLowering {

    /** The pseudo-column of a stored table that numbers its rows; no stored column has this name. */
    static final String ROW_NUMBER = "rowid";

    private static final String PART = "p";

    private TableScanLowering() {}

    static QueryBlock lower(TableScan scan, PlanLowering plan) {
        ScanConditions.Wanted wanted = plan.wanted(scan);
        Optional<PhysicalTable> stored = plan.tables().table(scan.table().name(), wanted.condition(), wanted.first());
        if (scan.restriction().isEmpty()) {
            stored.ifPresent(table -> plan.report(scan.table().name(), table.skipped()));
        }
        if (stored.isEmpty() || stored.get().parts().isEmpty()) {
            return InlineTableLowering.lower(new InlineTable(scan.columns(), List.of()), plan);
        }
        QueryBlock rows = lower(scan, stored.get(), plan);
        return scan.restriction()
                .map(restriction -> RestrictedRows.of(scan, rows, restriction, plan))
                .orElse(rows);
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
        Part first = table.parts().getFirst();
        boolean whole = table.parts().size() == 1
                && first.lacking().isEmpty()
                && first.ranges().isEmpty();
        if (whole) {
            return QueryBlock.over(outputs, new SqlRelation.Table(first.qualifiedName(), alias));
        }
        List<Output> read = outputs.stream()
                .filter(output -> plan.reads(scan, output.column()))
                .toList();
        // A block defines every column of the scan; what nothing reads has no value in the union.
        outputs.replaceAll(output -> plan.reads(scan, output.column())
                ? output
                : new Output(
                        output.column(),
                        Sql.cast(Sql.NULL, SqlType.of(output.column().type()))));
        List<SqlRelation> parts =
                table.parts().stream().map(part -> part(part, read)).toList();
        return QueryBlock.over(outputs, new SqlRelation.Derived(new SqlRelation.UnionAll(parts), alias, List.of()));
    }

    private static SqlRelation part(Part part, List<Output> read) {
        List<SqlRelation.Item> items = new ArrayList<>();
        for (Output output : read) {
            String name = ((SqlExpression.Column) output.expression()).name();
            ScalarType type = output.column().type();
            SqlExpression value = part.lacking().contains(name)
                    ? Sql.cast(type == ScalarType.STRING ? Sql.text("") : Sql.NULL, SqlType.of(type))
                    : new SqlExpression.Column(PART, name);
            items.add(new SqlRelation.Item(value, name));
        }
        if (items.isEmpty()) {
            items.add(new SqlRelation.Item(new SqlExpression.Constant(1L), "_"));
        }
        Optional<SqlExpression> rows = part.ranges().stream()
                .<SqlExpression>map(range -> new SqlExpression.Between(
                        new SqlExpression.Column(PART, ROW_NUMBER),
                        Sql.constant(range.first()),
                        Sql.constant(range.last())))
                .reduce(Sql::or);
        return new SqlRelation.Select(
                false,
                items,
                Optional.of(new SqlRelation.Table(part.qualifiedName(), PART)),
                rows,
                List.of(),
                List.of(),
                OptionalLong.empty());
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
