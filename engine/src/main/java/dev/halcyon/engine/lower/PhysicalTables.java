package dev.halcyon.engine.lower;

import dev.halcyon.engine.index.RowCondition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Where stored tables lie. */
public interface PhysicalTables {

    /** True when a table of that exact name was ever written; one that was not has no rows. */
    boolean isStored(String name);

    /**
     * The stored form of a table of that exact name; empty when it was never written.
     *
     * @param condition fulfilled by every row that matters; what cannot fulfil it is left out where that is known
     * @param first when only the first rows in the order of a column matter, and all rows fulfil the condition
     */
    Optional<PhysicalTable> table(String name, RowCondition condition, Optional<FirstRows> first);

    /** The table that holds the rows of the plan's {@code InputRows}; columns are named {@code c0}, {@code c1}, …. */
    List<String> inputRows();

    /**
     * The table that a stage fills; columns are named {@code c0}, {@code c1}, …, and {@link #ORDINAL} when the output is
     * ordered.
     */
    List<String> stage(int number);

    /** The column that keeps the order of a stage's rows. */
    String ORDINAL = "ordinal";

    /**
     * So many rows with the greatest or the least values of a datetime column.
     *
     * @param column its KQL name
     * @param descending the greatest
     */
    record FirstRows(String column, long count, boolean descending) {
        public FirstRows {
            Objects.requireNonNull(column, "column");
        }
    }

    /**
     * A stored table.
     *
     * @param parts where its rows are; empty when no row can matter
     * @param columnNames from KQL column name to stored column name
     * @param skipped what was left out
     */
    record PhysicalTable(List<Part> parts, Map<String, String> columnNames, Skipped skipped) {
        public PhysicalTable {
            parts = List.copyOf(parts);
            columnNames = Map.copyOf(columnNames);
            Objects.requireNonNull(skipped, "skipped");
        }
    }

    /**
     * A part of a table.
     *
     * @param qualifiedName the parts of its name in SQL
     * @param lacking the stored names of columns that it does not have; missing in its rows
     * @param ranges of row numbers that matter; empty for all rows
     */
    record Part(List<String> qualifiedName, Set<String> lacking, List<RowRange> ranges) {
        public Part {
            qualifiedName = List.copyOf(qualifiedName);
            lacking = Set.copyOf(lacking);
            ranges = List.copyOf(ranges);
        }
    }

    /** Row numbers, both ends included. */
    record RowRange(long first, long last) {}

    /**
     * What a scan leaves out, for people to read.
     *
     * @param parts how many parts the table has
     * @param partsRead how many are read
     * @param groups how many row groups these and the others have
     * @param groupsRead how many are read
     */
    record Skipped(int parts, int partsRead, int groups, int groupsRead) {}
}
