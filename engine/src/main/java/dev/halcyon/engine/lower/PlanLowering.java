package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;

/** Lowers one plan; one instance for each. */
public final class PlanLowering {

    private final PhysicalTables tables;
    private final long nowTicks;
    private int aliases;

    private PlanLowering(PhysicalTables tables, long nowTicks) {
        this.tables = tables;
        this.nowTicks = nowTicks;
    }

    /**
     * The query that computes a relation; its columns stand in the relation's order.
     *
     * @param nowTicks the instant of {@code now()} (R49)
     */
    public static SqlRelation lower(Relation relation, PhysicalTables tables, long nowTicks) {
        PlanLowering lowering = new PlanLowering(tables, nowTicks);
        return lowering.lower(relation).select();
    }

    QueryBlock lower(Relation relation) {
        return switch (relation) {
            case Aggregate aggregate -> AggregateLowering.lower(aggregate, this);
            case Filter filter -> FilterLowering.lower(filter, this);
            case InlineTable table -> InlineTableLowering.lower(table, this);
            case InputRows rows -> TableScanLowering.lower(rows, this);
            case Join join -> JoinLowering.lower(join, this);
            case Limit limit -> LimitLowering.lower(limit, this);
            case MakeSeries series -> MakeSeriesLowering.lower(series, this);
            case MvExpand expand -> MvExpandLowering.lower(expand, this);
            case Project project -> ProjectLowering.lower(project, this);
            case RangeTable range -> RangeTableLowering.lower(range, this);
            case SingleRow row -> InlineTableLowering.lower(row);
            case Sort sort -> SortLowering.lower(sort, this);
            case TableScan scan -> TableScanLowering.lower(scan, this);
            case Union union -> UnionLowering.lower(union, this);
        };
    }

    /** Lowers the expressions of an operator over a block. */
    ExpressionLowering expressions(QueryBlock block) {
        return new ExpressionLowering(this, block);
    }

    PhysicalTables tables() {
        return tables;
    }

    long nowTicks() {
        return nowTicks;
    }

    /** An alias that no other relation of the statement has. */
    String freshAlias(String base) {
        aliases++;
        return base + aliases;
    }

    /** The block as a relation inside a new one. */
    QueryBlock nest(QueryBlock block) {
        return block.nested(freshAlias("t"));
    }
}
