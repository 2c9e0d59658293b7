package dev.halcyon.kql.plan;

/**
 * The plugin {@code active_users_count}: ids that were active in enough periods of a look-back window.
 *
 * <p>Input: the period, the id, then the dimensions; one row for each combination, ordered by dimensions, id and period.
 * Output: the bin, the dimensions, the number of ids.
 *
 * @param start the first bin
 * @param end the last point
 * @param lookBack how far a period looks back, its own width included
 * @param periods in how many periods an id must be active
 * @param bin the width of a bin
 */
public record ActiveUsersCount(long start, long end, long lookBack, long periods, long bin)
        implements TableComputation {
    @Override
    public String name() {
        return "active_users_count";
    }
}
