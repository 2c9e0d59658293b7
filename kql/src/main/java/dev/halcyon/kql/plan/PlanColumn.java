package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.Objects;

/**
 * A column that some relation of the plan defines.
 *
 * @param id unique within one plan; references are by id, never by name
 * @param name the name shown in the result
 * @param type its type
 */
public record PlanColumn(int id, String name, ScalarType type) {
    public PlanColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** The column without its identity. */
    public Column column() {
        return new Column(name, type);
    }

    @Override
    public String toString() {
        return name + "#" + id;
    }
}
