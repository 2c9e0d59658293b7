package dev.halcyon.engine.runtime.table;

import dev.halcyon.kql.plan.SessionCount;
import dev.halcyon.kql.plan.TableComputation;

/** The procedure of each computation. */
public final class TableProcedures {

    private TableProcedures() {}

    /** A new procedure for one execution. */
    public static TableProcedure of(TableComputation computation) {
        return switch (computation) {
            case SessionCount sessions -> new SessionCountProcedure(sessions);
        };
    }
}
