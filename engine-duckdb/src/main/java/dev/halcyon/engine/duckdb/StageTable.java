package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.lower.PhysicalTables;
import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.RowSink;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a stage writes. They wait in memory until the stage has ended, since the connection cannot append while
 * it still gives the stage its input.
 */
final class StageTable implements RowSink {

    private static final int BLOCK_ROWS = 4096;

    /** What a cell costs in a block: a number and its null flag. */
    private static final int CELL_BYTES = 9;

    /** What a text costs beside its characters. */
    private static final int TEXT_BYTES = 56;

    private final List<Column> columns;
    private final boolean ordered;
    private final ComputationGuard guard;
    private final List<RowBlock> blocks = new ArrayList<>();
    private RowBlockBuilder open;
    private long rowCount;
    private long reserved;

    StageTable(List<Column> outputs, boolean ordered, ComputationGuard guard) {
        this.columns = new ArrayList<>(outputs);
        if (ordered) {
            columns.add(new Column(PhysicalTables.ORDINAL, ScalarType.LONG));
        }
        this.ordered = ordered;
        this.guard = guard;
        this.open = RowBlock.builder(columns);
    }

    static List<String> name(int stage) {
        return List.of("temp", "main", "stage_" + stage);
    }

    @Override
    public void add(@Nullable Object... row) {
        @Nullable Object[] cells = row;
        if (ordered) {
            cells = java.util.Arrays.copyOf(row, row.length + 1);
            cells[row.length] = rowCount;
        }
        long bytes = 0;
        for (Object cell : cells) {
            bytes += cell instanceof String text ? TEXT_BYTES + text.length() : CELL_BYTES;
        }
        guard.reserve(bytes);
        guard.step();
        reserved += bytes;
        rowCount++;
        open.add(cells);
        if (open.rowCount() >= BLOCK_ROWS) {
            blocks.add(open.build());
            open = RowBlock.builder(columns);
        }
    }

    /** Makes the stage's table and forgets the rows. */
    void write(int stage, DuckDBConnection connection) throws SQLException {
        blocks.add(open.build());
        List<String> definitions = new ArrayList<>();
        int[] sources = new int[columns.size()];
        for (int index = 0; index < sources.length; index++) {
            boolean ordinal = ordered && index == sources.length - 1;
            definitions.add(StoredTable.definition(columns.get(index), ordinal ? PhysicalTables.ORDINAL : "c" + index));
            sources[index] = index;
        }
        List<String> name = name(stage);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE %s(%s)".formatted(name.getLast(), String.join(", ", definitions)));
        }
        try (DuckDBAppender appender = connection.createAppender(name.get(0), name.get(1), name.get(2))) {
            for (RowBlock block : blocks) {
                BlockAppender.write(columns, sources, block, appender);
            }
        }
        blocks.clear();
        open = RowBlock.builder(columns);
        guard.release(reserved);
        reserved = 0;
    }
}
