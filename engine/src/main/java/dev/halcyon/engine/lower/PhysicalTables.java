package dev.halcyon.engine.lower;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where stored tables lie. */
public interface PhysicalTables {

    /** The stored form of a table of that exact name; empty when it was never written, and then it has no rows. */
    Optional<PhysicalTable> table(String name);

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
     * A stored table.
     *
     * @param qualifiedName the parts of its name in SQL
     * @param columnNames from KQL column name to stored column name
     */
    record PhysicalTable(List<String> qualifiedName, Map<String, String> columnNames) {
        public PhysicalTable {
            qualifiedName = List.copyOf(qualifiedName);
            columnNames = Map.copyOf(columnNames);
        }
    }
}
