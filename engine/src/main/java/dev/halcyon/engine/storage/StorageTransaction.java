package dev.halcyon.engine.storage;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** Closes the table's open extent when it has rows; later rows go to a new one. */
    void closeExtent(String table);

    /** Leaves extents out of queries from now on; their rows stay. */
    void archiveExtents(String table, Set<Long> extents);

    /** Queries read archived extents again. */
    void reviveExtents(String table, Set<Long> extents);

    /** Removes extents that are not open, and their rows. */
    void dropExtents(String table, Set<Long> extents);

    /** Stores a JSON document under a key, replacing an older one. */
    void putDocument(String collection, String key, String json);

    /** Stores a JSON document under a key that is new; costs the same however many documents there are. */
    void addDocument(String collection, String key, String json);

    Optional<String> document(String collection, String key);

    /** All documents of a collection by key, in key order. */
    Map<String, String> documents(String collection);

    /** Does nothing when there is none. */
    void deleteDocument(String collection, String key);

    /** Removes the documents of a collection from one key, included, up to another. */
    void deleteDocuments(String collection, String from, String to);
}
