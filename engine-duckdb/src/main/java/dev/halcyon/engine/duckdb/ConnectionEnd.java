package dev.halcyon.engine.duckdb;

import java.sql.SQLException;

/** What becomes of a query's connection. */
@FunctionalInterface
interface ConnectionEnd {

    /**
     * Ends the use of the connection.
     *
     * @param ranToItsEnd true when every row was read, so that nothing of the query is left
     */
    void end(boolean ranToItsEnd) throws SQLException;
}
