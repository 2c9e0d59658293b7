package dev.halcyon.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Moves what the storage notes for itself: a few blocks of it behind everything else would keep a file long. */
final class InternalTables {

    /** Only these are large where there is much data. */
    private static final String FILTERS = "token_filters";

    private static final List<String> SMALL = List.of("columns", "documents", "extents", "column_statistics");

    /** Longer ones are left where they are: appends wait while they are copied. */
    private static final long MOST_FILTER_BYTES = 64L << 20;

    private InternalTables() {}

    /** Writes the tables anew, which puts them into the first free room. No other writer is at work. */
    static void rewrite(Statement statement) throws SQLException {
        boolean done = false;
        statement.execute("BEGIN TRANSACTION");
        try {
            for (String table : SMALL) {
                rewrite(table, statement);
            }
            if (filterBytes(statement) <= MOST_FILTER_BYTES) {
                rewrite(FILTERS, statement);
            }
            statement.execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                statement.execute("ROLLBACK");
            }
        }
    }

    private static void rewrite(String table, Statement statement) throws SQLException {
        statement.execute(
                "CREATE TABLE workspace.internal.%s_next AS FROM workspace.internal.%s".formatted(table, table));
        statement.execute("DROP TABLE workspace.internal." + table);
        statement.execute("ALTER TABLE workspace.internal.%s_next RENAME TO %s".formatted(table, table));
    }

    private static long filterBytes(Statement statement) throws SQLException {
        try (ResultSet size = statement.executeQuery(
                "SELECT coalesce(sum(octet_length(filter)), 0) FROM workspace.internal." + FILTERS)) {
            size.next();
            return size.getLong(1);
        }
    }

    /** Changes something, and nothing. */
    static void change(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE workspace.internal.change(nothing INTEGER)");
        statement.execute("DROP TABLE workspace.internal.change");
    }
}
