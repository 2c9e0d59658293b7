package dev.halcyon.kql.bind;

import java.util.List;

/** A plugin that gives more than one table where it ends a query. */
interface SeveralTablesPlugin extends Plugin {

    /** All tables; {@link #bind} is for a call inside a query. */
    List<Rowset> tables(PluginCall call);

    /** Whether operators may follow, over the first table. */
    default boolean firstMayGoOn() {
        return false;
    }
}
