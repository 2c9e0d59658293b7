package dev.halcyon.engine.storage;

import dev.halcyon.engine.EngineException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Transactional tables and documents. Thread-safe. */
public interface Storage {

    /**
     * Runs work in one transaction: when it returns normally the changes are committed and synced to disk before this
     * method returns; when it throws, nothing is changed.
     *
     * @throws EngineException when the storage fails; what the work throws otherwise
     */
    <T> T transact(Function<StorageTransaction, T> work);

    /** The extents of a table, oldest first; empty when there is no such table. */
    List<Extent> extents(String table);

    /** What the rows take on disk. */
    Space space();

    /** The sealed extent that reaches nearest to the end of the file; empty when there is none, or it cannot be told. */
    default Optional<ExtentPlace> lastExtent() {
        return Optional.empty();
    }

    /** Writes what is in the log into the file, and gives free space at the file's end back to the file system. */
    void releaseSpace();

    /** Rows in the table's open extent; 0 when there is no such table. */
    long openRows(String table);

    /** The sum of a column of reals over an extent; 0 when the extent or the column is not there. */
    default double total(String table, long extent, String column) {
        return 0;
    }

    /**
     * Writes the rows of extents as one sealed extent, which takes their place in one transaction. Appends and queries go
     * on meanwhile; a query sees either the old extents or the new one.
     *
     * @return the rows that stayed; when there are none, there is no new extent
     * @throws EngineException when the storage fails, or one of the extents is gone; nothing is changed then
     */
    long rewrite(ExtentRewrite rewrite);
}
