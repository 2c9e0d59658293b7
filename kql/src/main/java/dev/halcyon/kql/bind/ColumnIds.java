package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;

/** Hands out column identities, unique within one plan. */
final class ColumnIds {

    private int next = 1;

    PlanColumn column(String name, ScalarType type) {
        return new PlanColumn(next++, name, type);
    }

    /** Identities given out so far. */
    int count() {
        return next;
    }

    PlanColumn column(Column column) {
        return column(column.name(), column.type());
    }
}
