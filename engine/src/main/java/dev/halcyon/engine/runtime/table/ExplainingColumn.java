package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.explain.BinnedColumn;
import dev.halcyon.analytics.explain.Condition;
import dev.halcyon.analytics.explain.Ranks;
import dev.halcyon.analytics.explain.RowWeights;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.kql.syntax.parse.Names;
import dev.halcyon.kql.type.Column;
import java.util.LinkedHashMap;
import java.util.Map;

/** A column that segments are described by: its values, then its codes, then its predicates. */
abstract sealed class ExplainingColumn permits NumberColumn, ValueColumn {

    static final long NO_TIME = Long.MIN_VALUE;

    private final Column column;

    ExplainingColumn(Column column) {
        this.column = column;
    }

    static ExplainingColumn of(CodedInput input, int position) {
        Column column = input.rows().columns().get(position);
        if (input.dictionaries().containsKey(position)) {
            return new ValueColumn(column, input.book(position));
        }
        return switch (column.type()) {
            case INT, LONG, REAL, DATETIME, TIMESPAN -> new NumberColumn(column);
            case BOOL, GUID, STRING -> new ValueColumn(column, input.book(position));
            case DECIMAL, DYNAMIC -> throw new IllegalArgumentException(column.type() + " has neither bins nor values");
        };
    }

    Column column() {
        return column;
    }

    /** Takes a cell of the next row. */
    abstract void add(RowReader reader, int position, int row, ComputationGuard guard);

    /** Whether the column only counts on with the time, as numbers of records do. */
    boolean follows(long[] times, Ranks ranks) {
        return false;
    }

    /** The codes of all rows; the values are let go. */
    abstract BinnedColumn bin(boolean[] truth, RowWeights weights, int bins);

    /** The condition as KQL. */
    abstract String predicate(Condition condition);

    /** The condition as a bag of column, operator and values. */
    abstract Json json(Condition condition);

    /** The column's name as KQL. */
    String name() {
        return Names.quotedIfNeeded(column.name());
    }

    Map<String, Json> bag(String operator) {
        Map<String, Json> bag = new LinkedHashMap<>();
        bag.put("column", new Json.Text(column.name()));
        bag.put("operator", new Json.Text(operator));
        return bag;
    }
}
