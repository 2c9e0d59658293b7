package dev.halcyon.workspace.ingest;

import java.util.Set;

/** Is told of what senders should know and no answer tells them. Called from the threads of the requests. */
public interface IngestionWarnings {

    /**
     * Values were too long and cut.
     *
     * @param source the stream, or the table
     * @param bytes the limit
     */
    void cut(String source, Set<String> fields, int bytes);

    /** Columns were dropped, as the table has as many as it may. */
    void columnsDropped(String table, Set<String> columns, int most);

    /**
     * So much comes to the workspace that little more is taken, or nothing more is taken for now.
     *
     * @param limit bytes within a minute
     * @param refused true for the second
     */
    void rate(long bytes, long limit, boolean refused);
}
