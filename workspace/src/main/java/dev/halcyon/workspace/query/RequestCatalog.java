package dev.halcyon.workspace.query;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.ExternalFile;
import dev.halcyon.kql.bind.ExternalSchema;
import dev.halcyon.kql.bind.ExternalTable;
import dev.halcyon.kql.bind.Requester;
import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.bind.SavedFunction;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.workspace.external.ExternalTables;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a query may see: the tables and functions of one moment.
 *
 * @param databaseName the workspace's name
 * @param stored the tables
 * @param byAlias the saved functions
 * @param names whether a name or id means this workspace
 * @param resources whether rows about a resource of that id may be asked for by name
 * @param files what queries may read where it lies
 * @param hidden names of the tables that the caller may not read: for the query there are none of them
 * @param restrictions of the tables that the caller may read some rows of, by their names
 * @param resourceScope the resource whose rows are seen; empty for all
 * @param requester who asks
 * @param kind what for
 */
public record RequestCatalog(
        String databaseName,
        Catalog stored,
        Map<String, SavedFunction> byAlias,
        Predicate<String> names,
        Predicate<String> resources,
        ExternalTables files,
        Set<String> hidden,
        Map<String, RowRestriction> restrictions,
        Optional<String> resourceScope,
        Requester requester,
        QueryRequest.Kind kind)
        implements Catalog {
    public RequestCatalog {
        Objects.requireNonNull(databaseName, "databaseName");
        Objects.requireNonNull(stored, "stored");
        byAlias = Map.copyOf(byAlias);
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(files, "files");
        hidden = Set.copyOf(hidden);
        restrictions = Map.copyOf(restrictions);
        Objects.requireNonNull(resourceScope, "resourceScope");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public Optional<TableSchema> table(String name) {
        return hidden.contains(name) ? Optional.empty() : stored.table(name);
    }

    @Override
    public Collection<TableSchema> tables() {
        if (hidden.isEmpty()) {
            return stored.tables();
        }
        return stored.tables().stream()
                .filter(table -> !hidden.contains(table.name()))
                .toList();
    }

    @Override
    public boolean isLimited(TableSchema table) {
        return kind != QueryRequest.Kind.OWN && stored.isLimited(table);
    }

    @Override
    public boolean isSearch() {
        return kind == QueryRequest.Kind.SEARCH;
    }

    @Override
    public Optional<RowRestriction> restriction(TableSchema table) {
        return Optional.ofNullable(restrictions.get(table.name()));
    }

    @Override
    public Optional<SavedFunction> function(String alias) {
        return Optional.ofNullable(byAlias.get(alias));
    }

    @Override
    public Collection<String> functions() {
        return byAlias.keySet();
    }

    @Override
    public boolean answersTo(String resource) {
        return names.test(resource);
    }

    @Override
    public boolean hasRowsAbout(String resource) {
        return resources.test(resource);
    }

    @Override
    public Optional<FileSource> files(TableSchema table) {
        return stored.files(table);
    }

    @Override
    public ExternalFile externalFile(String address) {
        return files.file(address);
    }

    @Override
    public ExternalTable externalTable(String name) {
        return files.table(name);
    }

    @Override
    public ExternalSchema externalSchema(ExternalSchema.Request request) {
        return files.schema(request);
    }
}
