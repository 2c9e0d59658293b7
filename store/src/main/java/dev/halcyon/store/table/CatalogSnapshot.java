package dev.halcyon.store.table;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.type.TableSchema;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every table at one moment: the custom ones and the built-in ones, whether they have rows or not. Immutable. */
public final class CatalogSnapshot implements Catalog {

    private static final CatalogSnapshot BUILT_IN = readBuiltIn();

    private final Map<String, TableDefinition> definitions;
    private final Map<String, TableSchema> schemas;

    CatalogSnapshot(Map<String, TableDefinition> definitions, Map<String, TableSchema> schemas) {
        this.definitions = Collections.unmodifiableMap(definitions);
        this.schemas = Collections.unmodifiableMap(schemas);
    }

    /** The built-in tables alone. */
    public static CatalogSnapshot builtIn() {
        return BUILT_IN;
    }

    private static CatalogSnapshot readBuiltIn() {
        Map<String, TableSchema> schemas = new TreeMap<>();
        BuiltInTables.all().values().forEach(table -> schemas.put(table.name(), table.schema()));
        return new CatalogSnapshot(new TreeMap<>(BuiltInTables.all()), schemas);
    }

    /** This snapshot with a table added or replaced. */
    public CatalogSnapshot with(TableDefinition table) {
        Map<String, TableDefinition> newDefinitions = new TreeMap<>(definitions);
        Map<String, TableSchema> newSchemas = new TreeMap<>(schemas);
        newDefinitions.put(table.name(), table);
        newSchemas.put(table.name(), table.schema());
        return new CatalogSnapshot(newDefinitions, newSchemas);
    }

    /** This snapshot with the workspace's retention, in days, for all tables without one of their own. */
    public CatalogSnapshot withDefaultRetention(int days) {
        Map<String, TableDefinition> newDefinitions = new TreeMap<>();
        definitions.forEach((name, table) -> newDefinitions.put(name, table.withDefaultRetention(days)));
        return new CatalogSnapshot(newDefinitions, schemas);
    }

    /** This snapshot without a table. */
    public CatalogSnapshot without(String table) {
        Map<String, TableDefinition> newDefinitions = new TreeMap<>(definitions);
        Map<String, TableSchema> newSchemas = new TreeMap<>(schemas);
        newDefinitions.remove(table);
        newSchemas.remove(table);
        return new CatalogSnapshot(newDefinitions, newSchemas);
    }

    public Optional<TableDefinition> definition(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /** Every definition, by name. */
    public Collection<TableDefinition> definitions() {
        return definitions.values();
    }

    @Override
    public Optional<TableSchema> table(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    @Override
    public boolean isLimited(TableSchema table) {
        return definition(table.name())
                .filter(definition -> definition.plan() != TablePlan.ANALYTICS)
                .isPresent();
    }

    @Override
    public Collection<TableSchema> tables() {
        return schemas.values();
    }
}
