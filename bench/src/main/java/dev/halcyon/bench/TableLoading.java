package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.TableSchema;
import java.util.function.IntFunction;

/** Makes a table in an engine, in blocks: what lies in a block decides how fast it is read. */
final class TableLoading {

    static final int BLOCK = 100_000;

    private TableLoading() {}

    /**
     * Makes the table with the rows of numbers 0 to {@code count - 1}.
     *
     * @param row is asked in ascending order, once for each number
     */
    static void load(Engine engine, TableSchema schema, int count, IntFunction<Object[]> row) {
        engine.storage().transact(transaction -> {
            transaction.createTable(schema);
            return 0;
        });
        for (int first = 0; first < count; first += BLOCK) {
            RowBlockBuilder rows = RowBlock.builder(schema.columns());
            for (int index = first; index < Math.min(first + BLOCK, count); index++) {
                rows.add(row.apply(index));
            }
            RowBlock loaded = rows.build();
            engine.storage().transact(transaction -> transaction.append(schema.name(), loaded));
        }
    }
}
