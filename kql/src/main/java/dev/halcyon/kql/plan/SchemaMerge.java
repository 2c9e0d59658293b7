package dev.halcyon.kql.plan;

/**
 * The plugin {@code schema_merge}: one schema of several as {@code getschema} gives them.
 *
 * <p>Input: the column's name (string), its ordinal (long), its type (string). Output: name, ordinal, .NET type, type.
 *
 * @param preserveOrder whether a column must have the same ordinal in all schemas
 */
public record SchemaMerge(boolean preserveOrder) implements TableComputation {
    @Override
    public String name() {
        return "schema_merge";
    }
}
