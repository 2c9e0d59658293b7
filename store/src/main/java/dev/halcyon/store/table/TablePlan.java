package dev.halcyon.store.table;

import java.util.Optional;

/** What a table is kept for (ingestion.md section 4). All plans store alike here; they differ in what may be asked. */
public enum TablePlan {
    /** For every query. */
    ANALYTICS("Analytics"),
    /** For the search API too, with a fixed interactive retention. */
    BASIC("Basic"),
    /** As {@link #BASIC}, and chosen for good when the table is made. */
    AUXILIARY("Auxiliary");

    private final String wireName;

    TablePlan(String wireName) {
        this.wireName = wireName;
    }

    /** {@code plan} of the tables API. */
    public String wireName() {
        return wireName;
    }

    /** The plan of that name, in any letter case. */
    public static Optional<TablePlan> byName(String name) {
        for (TablePlan plan : values()) {
            if (plan.wireName.equalsIgnoreCase(name)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }
}
