package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.runtime.graph.GraphProcedures;
import dev.halcyon.kql.plan.GraphComponents;
import dev.halcyon.kql.plan.GraphMatch;
import dev.halcyon.kql.plan.SessionCount;
import dev.halcyon.kql.plan.TableComputation;

/** The procedure of each computation. */
public final class TableProcedures {

    private TableProcedures() {}

    /** A new procedure for one execution. */
    public static TableProcedure of(TableComputation computation) {
        return switch (computation) {
            case GraphComponents components -> GraphProcedures.of(components);
            case GraphMatch match -> GraphProcedures.of(match);
            case SessionCount sessions -> new SessionCountProcedure(sessions);
        };
    }
}
