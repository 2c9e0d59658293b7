package dev.halcyon.engine.storage;

import dev.halcyon.engine.EngineException;
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
}
