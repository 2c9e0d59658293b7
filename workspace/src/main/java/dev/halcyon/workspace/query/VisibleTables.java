package dev.halcyon.workspace.query;

import dev.halcyon.kql.bind.RowRestriction;
import java.util.Map;
import java.util.Set;

/**
 * What of some tables a caller sees.
 *
 * @param hidden names of the tables without a row that may be read
 * @param restrictions of those with rows that may and rows that may not, by their names
 */
public record VisibleTables(Set<String> hidden, Map<String, RowRestriction> restrictions) {

    /** Everything. */
    public static final VisibleTables ALL = new VisibleTables(Set.of(), Map.of());

    public VisibleTables {
        hidden = Set.copyOf(hidden);
        restrictions = Map.copyOf(restrictions);
    }
}
