package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.ExecutionStatistics;
import dev.halcyon.engine.PartialFailure;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.type.Column;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a result within a budget (R140). */
final class DuckDbCursor implements RowCursor {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbCursor.class);

    private static final String TOO_LARGE = "E_QUERY_RESULT_SET_TOO_LARGE";

    private final QueryBudget budget;
    private final ConnectionEnd connection;
    private final ResultRows rows;
    private final RunningQuery query;
    private final Runnable onClose;
    private @Nullable PartialFailure failure;
    private long rowCount;
    private long byteCount;
    private boolean exhausted;
    private boolean closed;

    DuckDbCursor(QueryBudget budget, ConnectionEnd connection, ResultRows rows, RunningQuery query, Runnable onClose) {
        this.budget = budget;
        this.connection = connection;
        this.rows = rows;
        this.query = query;
        this.onClose = onClose;
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() {
        if (closed || failure != null) {
            return false;
        }
        if (!rows.next()) {
            exhausted = true;
            query.finished();
            return false;
        }
        if (rowCount >= budget.maximumRows()) {
            cut("%d records".formatted(budget.maximumRows()));
            return false;
        }
        long size = rows.size();
        if (byteCount + size > budget.maximumBytes()) {
            cut("%d bytes".formatted(budget.maximumBytes()));
            return false;
        }
        rowCount++;
        byteCount += size;
        return true;
    }

    private void cut(String limit) {
        failure = new PartialFailure(
                TOO_LARGE, "The results of this query exceed the set limit of %s (%s)".formatted(limit, TOO_LARGE));
        query.finished();
    }

    @Override
    public boolean isNull(int column) {
        return rows.isNull(column);
    }

    @Override
    public boolean getBoolean(int column) {
        return rows.getBoolean(column);
    }

    @Override
    public long getLong(int column) {
        return rows.getLong(column);
    }

    @Override
    public double getReal(int column) {
        return rows.getReal(column);
    }

    @Override
    public BigDecimal getDecimal(int column) {
        return rows.getDecimal(column);
    }

    @Override
    public UUID getGuid(int column) {
        return rows.getGuid(column);
    }

    @Override
    public String getString(int column) {
        return rows.getString(column);
    }

    @Override
    public Optional<PartialFailure> partialFailure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public ExecutionStatistics statistics() {
        return new ExecutionStatistics(query.elapsed(), rowCount, byteCount);
    }

    @Override
    public void cancel() {
        query.cancel();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        query.finished();
        onClose.run();
        boolean rowsClosed = false;
        try {
            rows.close();
            rowsClosed = true;
            LOG.trace("Query closed after {} rows", rowCount);
        } catch (SQLException e) {
            LOG.debug("The query did not close cleanly", e);
        }
        try {
            connection.end(exhausted && rowsClosed);
        } catch (SQLException e) {
            LOG.debug("The connection did not close cleanly", e);
        }
    }
}
