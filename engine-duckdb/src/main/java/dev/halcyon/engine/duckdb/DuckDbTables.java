package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.index.GroupStatistics;
import dev.halcyon.engine.index.RowCondition;
import dev.halcyon.engine.index.RowCondition.Between;
import dev.halcyon.engine.index.TokenFilter;
import dev.halcyon.engine.lower.PhysicalTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tables of one catalogue, as the lowering asks for them: without the extents and row groups that cannot matter. */
record DuckDbTables(TableCatalog catalog, TokenFilters filters) implements PhysicalTables {

    /** So many ranges of row numbers are cheaper than reading the groups between them. */
    private static final int MOST_RANGES = 8;

    @Override
    public boolean isStored(String name) {
        return catalog.find(name).isPresent();
    }

    @Override
    public Optional<PhysicalTable> table(String name, RowCondition condition, Optional<FirstRows> first) {
        return catalog.find(name).map(table -> physical(table, condition, first));
    }

    private PhysicalTable physical(StoredTable table, RowCondition condition, Optional<FirstRows> first) {
        List<StoredExtent> extents =
                table.extents().stream().filter(extent -> !extent.archived()).toList();
        RowCondition all =
                condition.and(first.map(rows -> reaching(rows, extents)).orElse(RowCondition.anything()));
        List<Part> parts = new ArrayList<>();
        int groupCount = 0;
        int groupsRead = 0;
        for (StoredExtent extent : extents) {
            if (extent.groups().isEmpty()) {
                parts.add(new Part(extent.qualifiedName(), table.lacking(extent), List.of()));
                continue;
            }
            RowGroups groups = extent.groups().get();
            Statistics statistics = new Statistics(extent, groups, filters);
            long matching = all.groups(statistics);
            groupCount += groups.count();
            groupsRead += Long.bitCount(matching);
            if (matching != 0) {
                parts.add(new Part(extent.qualifiedName(), table.lacking(extent), ranges(groups, matching)));
            }
        }
        return new PhysicalTable(
                parts, table.columnNames(), new Skipped(extents.size(), parts.size(), groupCount, groupsRead));
    }

    private static List<RowRange> ranges(RowGroups groups, long matching) {
        if (Long.bitCount(matching) == groups.count()) {
            return List.of();
        }
        List<long[]> ranges = groups.ranges(matching);
        if (ranges.size() > MOST_RANGES) {
            ranges = List.of(new long[] {ranges.getFirst()[0], ranges.getLast()[1]});
        }
        return ranges.stream().map(range -> new RowRange(range[0], range[1])).toList();
    }

    /** A range of the ordering column that surely holds the first rows: whole row groups until there are enough. */
    private static RowCondition reaching(FirstRows rows, List<StoredExtent> extents) {
        record Group(long first, long last, long rows) {}
        List<Group> groups = new ArrayList<>();
        for (StoredExtent extent : extents) {
            if (extent.groups().isPresent() && extent.groups().get().order().equals(rows.column())) {
                RowGroups own = extent.groups().get();
                for (int group = 0; group < own.count(); group++) {
                    long count = Math.min(own.groupRows(), extent.rows() - (long) group * own.groupRows());
                    groups.add(new Group(own.first()[group], own.last()[group], count));
                }
            }
        }
        groups.sort(
                rows.descending()
                        ? Comparator.comparingLong(Group::first).reversed()
                        : Comparator.comparingLong(Group::last));
        long count = 0;
        for (Group group : groups) {
            count += group.rows();
            if (count >= rows.count()) {
                return rows.descending()
                        ? new Between(rows.column(), group.first(), Long.MAX_VALUE)
                        : new Between(rows.column(), Long.MIN_VALUE, group.last());
            }
        }
        return RowCondition.anything();
    }

    /** What one extent knows of its row groups. */
    private record Statistics(StoredExtent extent, RowGroups groups, TokenFilters filters) implements GroupStatistics {

        @Override
        public long all() {
            return (1L << groups.count()) - 1;
        }

        @Override
        public long between(String column, long first, long last) {
            return column.equals(groups.order()) ? groups.between(first, last) : all();
        }

        @Override
        public long withToken(String column, long hash) {
            Optional<TokenFilter> filter = filters.find(extent.id(), column);
            return filter.isPresent() ? filter.get().groups(hash) & all() : all();
        }
    }

    @Override
    public List<String> inputRows() {
        return BlockAppender.INPUT_TABLE;
    }

    @Override
    public List<String> stage(int number) {
        return StageTable.name(number);
    }
}
