package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement that runs once. Without parameters it is not prepared: the database would plan it twice, and planning
 * is what a short query's time goes to.
 */
final class SqlCall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqlCall.class);

    private final SqlStatement sql;
    private final Statement statement;

    private SqlCall(SqlStatement sql, Statement statement) {
        this.sql = sql;
        this.statement = statement;
    }

    static SqlCall open(SqlStatement sql, DuckDBConnection connection) throws SQLException {
        LOG.trace("Statement:\n{}", sql.text());
        if (sql.parameters().isEmpty()) {
            return new SqlCall(sql, connection.createStatement());
        }
        PreparedStatement statement = connection.prepareStatement(sql.text());
        boolean bound = false;
        try {
            for (int index = 0; index < sql.parameters().size(); index++) {
                statement.setString(index + 1, sql.parameters().get(index));
            }
            bound = true;
            return new SqlCall(sql, statement);
        } finally {
            if (!bound) {
                statement.close();
            }
        }
    }

    ResultSet execute() throws SQLException {
        return sql.parameters().isEmpty()
                ? statement.executeQuery(sql.text())
                : ((PreparedStatement) statement).executeQuery();
    }

    /** Runs a statement that only tells how many rows it wrote. */
    long update() throws SQLException {
        return sql.parameters().isEmpty()
                ? statement.executeLargeUpdate(sql.text())
                : ((PreparedStatement) statement).executeLargeUpdate();
    }

    void cancel() throws SQLException {
        statement.cancel();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
