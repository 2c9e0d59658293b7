package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.storage.Extent.TickRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The row groups of a sealed extent: so many rows each, in the order of a datetime column without missing values.
 *
 * @param order the KQL name of that column
 * @param groupRows rows of each group but the last
 * @param first its least value in each group, in ticks
 * @param last its greatest value in each group, in ticks
 */
record RowGroups(String order, int groupRows, long[] first, long[] last) {

    RowGroups {
        Objects.requireNonNull(order, "order");
        if (first.length != last.length) {
            throw new IllegalArgumentException("%d first, %d last values".formatted(first.length, last.length));
        }
    }

    int count() {
        return first.length;
    }

    Optional<TickRange> range() {
        return count() == 0
                ? Optional.empty()
                : Optional.of(new TickRange(
                        Arrays.stream(first).min().orElseThrow(),
                        Arrays.stream(last).max().orElseThrow()));
    }

    /** The groups that have a value in a range, both ends included. */
    long between(long least, long greatest) {
        long groups = 0;
        for (int group = 0; group < count(); group++) {
            if (last[group] >= least && first[group] <= greatest) {
                groups |= 1L << group;
            }
        }
        return groups;
    }

    /** The numbers of the rows of some groups, neighbours joined. */
    List<long[]> ranges(long groups) {
        List<long[]> ranges = new ArrayList<>();
        long rest = groups;
        while (rest != 0) {
            int from = Long.numberOfTrailingZeros(rest);
            int length = Long.numberOfTrailingZeros(~(rest >>> from));
            ranges.add(new long[] {(long) from * groupRows, (long) (from + length) * groupRows - 1});
            rest = from + length >= Long.SIZE ? 0 : rest >>> (from + length) << (from + length);
        }
        return ranges;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowGroups groups
                && order.equals(groups.order)
                && groupRows == groups.groupRows
                && Arrays.equals(first, groups.first)
                && Arrays.equals(last, groups.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(order, groupRows, Arrays.hashCode(first), Arrays.hashCode(last));
    }

    @Override
    public String toString() {
        return "%d row groups by %s, %s".formatted(count(), order, range());
    }
}
