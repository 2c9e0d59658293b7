package dev.halcyon.kql.plan;

import java.util.List;

/** A table-valued operator of the plan: it reads its inputs' columns and defines {@link #columns()}. */
public sealed interface Relation
        permits Aggregate,
                FileRows,
                FileTable,
                Filter,
                InlineTable,
                InputRows,
                Join,
                Limit,
                MakeSeries,
                Materialized,
                MvExpand,
                Project,
                RangeTable,
                SingleRow,
                Sort,
                TableFunction,
                TableScan,
                Union {

    /** The output columns in order; ids are distinct. */
    List<PlanColumn> columns();
}
