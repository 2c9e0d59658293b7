package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Extent.TickRange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An extent: a table of the database.
 *
 * @param schema of the database's table
 * @param physicalName of the database's table
 * @param columnCount it has so many of the KQL table's columns, the first ones
 * @param rows 0 while it is open
 * @param groups what is known of its row groups, when it is sealed
 */
record StoredExtent(
        long id,
        String schema,
        String physicalName,
        State state,
        int columnCount,
        long rows,
        long bytes,
        Optional<RowGroups> groups,
        Optional<TickRange> arrivals,
        boolean archived) {

    /** Where new extents are made. */
    static final String SCHEMA = "extent";

    StoredExtent {
        Objects.requireNonNull(groups, "groups");
        Objects.requireNonNull(arrivals, "arrivals");
    }

    /** An empty one that takes rows. */
    static StoredExtent open(long id, int columnCount) {
        return new StoredExtent(
                id, SCHEMA, "e" + id, State.OPEN, columnCount, 0, 0, Optional.empty(), Optional.empty(), false);
    }

    StoredExtent withColumnCount(int count) {
        return new StoredExtent(id, schema, physicalName, state, count, rows, bytes, groups, arrivals, archived);
    }

    StoredExtent closed(long rowCount) {
        return new StoredExtent(
                id, schema, physicalName, State.CLOSED, columnCount, rowCount, bytes, groups, arrivals, archived);
    }

    StoredExtent withArchived(boolean isArchived) {
        return new StoredExtent(
                id, schema, physicalName, state, columnCount, rows, bytes, groups, arrivals, isArchived);
    }

    List<String> qualifiedName() {
        return List.of(StoredTable.CATALOG, schema, physicalName);
    }

    /** Its quoted, qualified name. */
    String sqlName() {
        return StoredTable.CATALOG + "." + SqlWriter.quote(schema) + "." + SqlWriter.quote(physicalName);
    }

    Extent described() {
        return new Extent(id, state, rows, bytes, groups.flatMap(RowGroups::range), arrivals, archived);
    }
}
