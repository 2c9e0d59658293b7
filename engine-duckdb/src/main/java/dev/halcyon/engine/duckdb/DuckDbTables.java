package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.lower.PhysicalTables;
import java.util.List;

/** The tables of one catalogue, as the lowering asks for them. */
record DuckDbTables(TableCatalog catalog) implements PhysicalTables {

    @Override
    public PhysicalTable table(String name) {
        return catalog.find(name)
                .map(StoredTable::physical)
                .orElseThrow(
                        () -> new EngineException(Kind.QUERY, "Table '%s' does not exist any more".formatted(name)));
    }

    @Override
    public List<String> inputRows() {
        return BlockAppender.INPUT_TABLE;
    }
}
