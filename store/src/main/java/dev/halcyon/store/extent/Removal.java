package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.TableSchema;
import java.util.OptionalLong;

/** Rows of a table that are to go. */
public interface Removal {

    String table();

    /** When they were stored; later rows stay. */
    StoredMoment moment();

    /**
     * The rows that stay.
     *
     * @param table the table's schema now
     * @param arrivedBy in ticks; rows that arrived later stay whatever they are
     */
    Relation kept(TableSchema table, OptionalLong arrivedBy);

    /** Writes down, in the transaction that removes them, that so many more rows go. */
    void record(StorageTransaction transaction, long rows);

    /** So many more rows have gone for good. */
    void removed(long rows);
}
