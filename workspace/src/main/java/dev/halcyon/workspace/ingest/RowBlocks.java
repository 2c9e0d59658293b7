package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.ScalarType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of blocks of rows, and blocks out of parts. */
final class RowBlocks {

    private RowBlocks() {}

    /** The rows from one index up to another. */
    static RowBlock slice(RowBlock block, int from, int to) {
        List<ColumnValues> values =
                block.values().stream().map(column -> slice(column, from, to)).toList();
        return new RowBlock(block.columns(), values, to - from);
    }

    private static ColumnValues slice(ColumnValues column, int from, int to) {
        return switch (column) {
            case ColumnValues.Bools bools ->
                new ColumnValues.Bools(
                        Arrays.copyOfRange(bools.values(), from, to), Arrays.copyOfRange(bools.nulls(), from, to));
            case ColumnValues.Longs longs ->
                new ColumnValues.Longs(
                        Arrays.copyOfRange(longs.values(), from, to), Arrays.copyOfRange(longs.nulls(), from, to));
            case ColumnValues.Reals reals ->
                new ColumnValues.Reals(
                        Arrays.copyOfRange(reals.values(), from, to), Arrays.copyOfRange(reals.nulls(), from, to));
            case ColumnValues.Decimals decimals ->
                new ColumnValues.Decimals(Arrays.copyOfRange(decimals.values(), from, to));
            case ColumnValues.Guids guids -> new ColumnValues.Guids(Arrays.copyOfRange(guids.values(), from, to));
            case ColumnValues.Texts texts -> new ColumnValues.Texts(Arrays.copyOfRange(texts.values(), from, to));
        };
    }

    /** The rows of blocks of the same columns, in order; there is at least one block. */
    static RowBlock join(List<RowBlock> blocks) {
        if (blocks.size() == 1) {
            return blocks.getFirst();
        }
        RowBlock first = blocks.getFirst();
        RowBlockBuilder rows = RowBlock.builder(first.columns());
        for (RowBlock block : blocks) {
            for (int row = 0; row < block.rowCount(); row++) {
                @Nullable Object[] cells = new Object[first.columns().size()];
                for (int column = 0; column < cells.length; column++) {
                    cells[column] = cell(
                            block.values().get(column),
                            row,
                            first.columns().get(column).type());
                }
                rows.add(cells);
            }
        }
        return rows.build();
    }

    /** A value in its Java form; null when it is missing. */
    static @Nullable Object cell(ColumnValues values, int row, ScalarType type) {
        if (values.isNull(row)) {
            return null;
        }
        return switch (values) {
            case ColumnValues.Bools bools -> bools.values()[row];
            case ColumnValues.Longs longs ->
                type == ScalarType.INT ? (Object) (int) longs.values()[row] : (Object) longs.values()[row];
            case ColumnValues.Reals reals -> reals.values()[row];
            case ColumnValues.Decimals decimals -> decimals.values()[row];
            case ColumnValues.Guids guids -> guids.values()[row];
            case ColumnValues.Texts texts -> texts.values()[row];
        };
    }
}
