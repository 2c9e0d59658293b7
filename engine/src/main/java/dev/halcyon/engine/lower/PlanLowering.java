package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.LoweredQuery.Stage;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Lowers one plan; one instance for each. */
public final class PlanLowering {

    private final PhysicalTables tables;
    private final long nowTicks;
    private final List<Stage> stages = new ArrayList<>();
    private final List<LoweredQuery.Scan> scans = new ArrayList<>();
    private final IdentityHashMap<TableFunction, Integer> numbers = new IdentityHashMap<>();
    private MaterializedLowering materialized = new MaterializedLowering();
    private final UnusedColumns unusedColumns = new UnusedColumns();
    private final ScanConditions conditions;
    private int aliases;

    private PlanLowering(PhysicalTables tables, long nowTicks) {
        this.tables = tables;
        this.nowTicks = nowTicks;
        this.conditions = new ScanConditions(nowTicks);
    }

    /**
     * The statements that compute a relation; the result's columns stand in the relation's order.
     *
     * @param nowTicks the instant of {@code now()} (R49)
     */
    public static LoweredQuery lower(Relation relation, PhysicalTables tables, long nowTicks) {
        PlanLowering lowering = new PlanLowering(tables, nowTicks);
        SqlRelation result = lowering.statement(relation);
        return new LoweredQuery(lowering.stages, result, lowering.scans);
    }

    /** A relation as a statement of its own, with what it materializes. */
    private SqlRelation statement(Relation relation) {
        MaterializedLowering around = materialized;
        materialized = new MaterializedLowering();
        try {
            Relation narrow = unusedColumns.leaveOut(relation);
            conditions.collect(narrow);
            SqlRelation body = lower(narrow).select();
            return materialized.around(body);
        } finally {
            materialized = around;
        }
    }

    /** The number of the function's stage; one that stands twice in a plan is computed once. */
    int stage(TableFunction function) {
        Integer known = numbers.get(function);
        if (known != null) {
            return known;
        }
        List<SqlRelation> inputs = new ArrayList<>();
        for (Relation input : function.inputs()) {
            inputs.add(statement(input));
        }
        int number = stages.size();
        stages.add(new Stage(number, function, inputs, new StageExpressions(this, function)));
        numbers.put(function, number);
        return number;
    }

    QueryBlock lower(Relation relation) {
        return switch (relation) {
            case Aggregate aggregate -> AggregateLowering.lower(aggregate, this);
            case FileRows file -> FileRowsLowering.lower(file, this);
            case FileTable files -> FileRowsLowering.lower(files, this);
            case Filter filter -> FilterLowering.lower(filter, this);
            case InlineTable table -> InlineTableLowering.lower(table, this);
            case InputRows rows -> TableScanLowering.lower(rows, this);
            case Join join -> JoinLowering.lower(join, this);
            case Limit limit -> LimitLowering.lower(limit, this);
            case MakeSeries series -> MakeSeriesLowering.lower(series, this);
            case Materialized shared -> materialized.lower(shared, this);
            case MvExpand expand -> MvExpandLowering.lower(expand, this);
            case Project project -> ProjectLowering.lower(project, this);
            case RangeTable range -> RangeTableLowering.lower(range, this);
            case SingleRow row -> InlineTableLowering.lower(row);
            case Sort sort -> SortLowering.lower(sort, this);
            case TableFunction function -> TableFunctionLowering.lower(function, this);
            case TableScan scan -> TableScanLowering.lower(scan, this);
            case Union union -> UnionLowering.lower(union, this);
        };
    }

    /** The rows of a subquery that only its first column is read of. */
    QueryBlock lowerFirstColumn(Relation relation) {
        Relation narrow = unusedColumns.leaveOutBut(relation, relation.columns().getFirst());
        conditions.collect(narrow);
        return lower(narrow);
    }

    /** Lowers the expressions of an operator over a block. */
    ExpressionLowering expressions(QueryBlock block) {
        return new ExpressionLowering(this, block);
    }

    /** What the plan wants of a scan. */
    ScanConditions.Wanted wanted(TableScan scan) {
        return conditions.of(scan);
    }

    /** True when something above the scan reads the column. */
    boolean reads(TableScan scan, PlanColumn column) {
        return unusedColumns.reads(scan, column);
    }

    /** Notes what a scan leaves out. */
    void report(String table, PhysicalTables.Skipped skipped) {
        scans.add(new LoweredQuery.Scan(table, skipped));
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
