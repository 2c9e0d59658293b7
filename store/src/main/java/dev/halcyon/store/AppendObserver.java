package dev.halcyon.store;

/** Is asked about rows before they are stored and told of them afterwards. Called from the threads of the appends. */
public interface AppendObserver {

    /** Whether rows of a table are taken; others are dropped without failing the request, as beyond a daily cap. */
    default boolean admits(String table, long rows) {
        return true;
    }

    /** Rows are durable; they are stamped with the given time of reception. */
    void appended(String table, long rows, double billedBytes, long receivedTicks);
}
