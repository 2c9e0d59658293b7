package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.index.RowCondition;
import dev.halcyon.engine.lower.PhysicalTables;
import java.util.List;
import java.util.Optional;

/** Some extents of one table, with all their rows. */
record ExtentTables(StoredTable table, List<StoredExtent> extents) implements PhysicalTables {

    ExtentTables {
        extents = List.copyOf(extents);
    }

    @Override
    public boolean isStored(String name) {
        return name.equals(table.schema().name());
    }

    @Override
    public Optional<PhysicalTable> table(String name, RowCondition condition, Optional<FirstRows> first) {
        if (!isStored(name)) {
            throw new IllegalArgumentException(
                    "A rewrite of '%s' reads '%s'".formatted(table.schema().name(), name));
        }
        List<Part> parts = extents.stream()
                .map(extent -> new Part(extent.qualifiedName(), table.lacking(extent), List.of()))
                .toList();
        return Optional.of(
                new PhysicalTable(parts, table.columnNames(), new Skipped(parts.size(), parts.size(), 0, 0)));
    }

    @Override
    public List<String> inputRows() {
        throw new IllegalStateException("A rewrite has no input rows");
    }

    @Override
    public List<String> stage(int number) {
        throw new IllegalStateException("A rewrite has no stages");
    }
}
