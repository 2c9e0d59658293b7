package dev.halcyon.engine.storage;

import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of one transaction; used inside {@link Storage#transact} only. */
public interface StorageTransaction {

    /** Every stored table, by name. */
    List<TableSchema> tables();

    /** Makes an empty table; column names may differ by letter case only. */
    void createTable(TableSchema table);

    /** Adds columns; existing rows have null, strings {@code ""}. */
    void addColumns(String table, List<Column> columns);

    /** Removes a table and its rows. */
    void dropTable(String table);

    /**
     * Appends rows. The block's columns are matched by name; columns of the table that the block lacks are missing.
     *
     * @return the number of rows appended
     */
    long append(String table, RowBlock rows);

    /**
     * Appends what a plan makes of input rows: the plan reads {@code InputRows}, whose rows the context supplies, and its
     * output columns are matched by name; columns the table lacks are dropped, values are converted to the column's
     * type, failures are missing.
     *
     * @return the number of rows appended
     */
    long append(String table, Relation transformation, ExecutionContext context);

    /** Stores a JSON document under a key, replacing an older one. */
    void putDocument(String collection, String key, String json);

    Optional<String> document(String collection, String key);

    /** All documents of a collection by key, in key order. */
    Map<String, String> documents(String collection);

    /** Does nothing when there is none. */
    void deleteDocument(String collection, String key);
}
