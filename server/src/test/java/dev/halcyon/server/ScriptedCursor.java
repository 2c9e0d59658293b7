package dev.halcyon.server;

import dev.halcyon.engine.ExecutionStatistics;
import dev.halcyon.engine.PartialFailure;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives written longs as rows of one column {@code x}, then ends, is cut, or fails. */
final class ScriptedCursor implements RowCursor {

    private final List<Long> rows;
    private int position = -1;

    @Nullable
    PartialFailure cut;

    @Nullable
    RuntimeException failure;

    ScriptedCursor(List<Long> rows) {
        this.rows = rows;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("x", ScalarType.LONG));
    }

    @Override
    public boolean next() {
        position++;
        if (position >= rows.size() && failure != null) {
            throw failure;
        }
        return position < rows.size();
    }

    @Override
    public boolean isNull(int column) {
        return false;
    }

    @Override
    public boolean getBoolean(int column) {
        throw new IllegalStateException("x is a long");
    }

    @Override
    public long getLong(int column) {
        return rows.get(position);
    }

    @Override
    public double getReal(int column) {
        throw new IllegalStateException("x is a long");
    }

    @Override
    public BigDecimal getDecimal(int column) {
        throw new IllegalStateException("x is a long");
    }

    @Override
    public UUID getGuid(int column) {
        throw new IllegalStateException("x is a long");
    }

    @Override
    public String getString(int column) {
        throw new IllegalStateException("x is a long");
    }

    @Override
    public Optional<PartialFailure> partialFailure() {
        return Optional.ofNullable(cut);
    }

    @Override
    public ExecutionStatistics statistics() {
        return new ExecutionStatistics(Duration.ofMillis(1), Math.min(position + 1, rows.size()), 8L * rows.size());
    }

    @Override
    public void cancel() {
        // Nothing runs.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
