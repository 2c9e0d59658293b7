package dev.halcyon.engine.storage;

import dev.halcyon.engine.index.TokenFilter;
import java.util.Objects;
import java.util.Set;

/**
 * How a sealed extent is laid out.
 *
 * @param order the datetime column that sorts the rows
 * @param arrival the datetime column that says when a row arrived
 * @param indexed the string and dynamic columns that get a token filter
 * @param indexShare most bytes of all token filters together, as a share of {@link Extent#bytes}; columns whose filters
 *     are largest go without
 * @param groupRows rows of a row group, the unit that a query reads or skips; the engine reads fastest what it keeps
 *     together, which is {@value #ENGINE_GROUP_ROWS} rows
 */
public record ExtentLayout(String order, String arrival, Set<String> indexed, double indexShare, int groupRows) {

    /** Rows that the embedded engine keeps together, with statistics of their own. */
    public static final int ENGINE_GROUP_ROWS = 122_880;

    /** Most row groups of an extent that is indexed. */
    public static final int MOST_GROUPS = TokenFilter.MOST_GROUPS;

    public ExtentLayout {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(arrival, "arrival");
        indexed = Set.copyOf(indexed);
        if (groupRows < 1) {
            throw new IllegalArgumentException("groupRows is " + groupRows);
        }
    }
}
