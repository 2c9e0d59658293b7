package dev.halcyon.store.table;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.Objects;

/** A column as its owner declared it. The description is empty when there is none. */
public record DeclaredColumn(String name, ScalarType type, String description) {
    public DeclaredColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
    }

    public Column column() {
        return new Column(name, type);
    }
}
