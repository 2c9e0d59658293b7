package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.lower.PhysicalTables;
import java.util.List;
import java.util.Optional;

/** The tables of one catalogue, as the lowering asks for them. */
record DuckDbTables(TableCatalog catalog) implements PhysicalTables {

    @Override
    public Optional<PhysicalTable> table(String name) {
        return catalog.find(name).map(StoredTable::physical);
    }

    @Override
    public List<String> inputRows() {
        return BlockAppender.INPUT_TABLE;
    }

    @Override
    public List<String> stage(int number) {
        return StageTable.name(number);
    }
}
