package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.type.TableSchema;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables that a request may see: one immutable snapshot for each request. */
public interface Catalog {

    /** What {@code current_database()} gives; empty for tables that belong to no workspace. */
    default String databaseName() {
        return "";
    }

    /** Who asks, and where. */
    default Requester requester() {
        return Requester.LOCAL;
    }

    /** The table of exactly that name. */
    Optional<TableSchema> table(String name);

    /** Every visible table, by name. */
    Collection<TableSchema> tables();

    /** Whether the table may have columns that the catalogue does not list. A catalogue of stored tables lists all. */
    default boolean isOpen(TableSchema table) {
        return false;
    }

    /**
     * Whether the tables are some of a workspace's only, listed together without ever having been installed together: what
     * they contradict each other in is then no mistake of a query.
     */
    default boolean isPartial() {
        return false;
    }

    /** Whether the table has the plan Basic or Auxiliary, so that a request reads it under restrictions (R137). */
    default boolean isLimited(TableSchema table) {
        return false;
    }

    /** Whether the request is a search, which reads a table with such a plan. */
    default boolean isSearch() {
        return false;
    }

    /**
     * What stands for a table or a tabular function that the catalogue does not list; empty when such a name is a
     * mistake.
     */
    default Optional<TableSchema> standIn(String name) {
        return Optional.empty();
    }

    /** The stored function of exactly that alias (R134). */
    default Optional<SavedFunction> function(String alias) {
        return Optional.empty();
    }

    /** Aliases of every stored function. */
    default Collection<String> functions() {
        return List.of();
    }

    /**
     * The lower-case id of the resource that a request is about: it sees the rows of that resource and of those below it.
     * Empty when it sees the rows of all.
     */
    default Optional<String> resourceScope() {
        return Optional.empty();
    }

    /** Which rows of a listed table the request may see; empty for all of them. */
    default Optional<RowRestriction> restriction(TableSchema table) {
        return Optional.empty();
    }

    /** A catalogue of the given tables. */
    static Catalog of(Collection<TableSchema> tables) {
        Map<String, TableSchema> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        return new Catalog() {
            @Override
            public Optional<TableSchema> table(String name) {
                return Optional.ofNullable(byName.get(name));
            }

            @Override
            public Collection<TableSchema> tables() {
                return Collections.unmodifiableCollection(byName.values());
            }
        };
    }

    /** The file that an address of {@code externaldata} means, when requests may read it (R132). */
    default ExternalFile externalFile(String address) {
        return new ExternalFile.Refused(
                "externaldata reads no files here", "Import the file into a table, or write it as a datatable");
    }

    /** The files behind a listed table, for a table that is files and not stored. */
    default Optional<FileSource> files(TableSchema table) {
        return Optional.empty();
    }

    /** What {@code external_table} of a name reads. */
    default ExternalTable externalTable(String name) {
        return new ExternalTable.Refused(
                "There is no external table '%s'".formatted(name), "Import the files into a table");
    }

    /** What {@code infer_storage_schema} learns of files. */
    default ExternalSchema externalSchema(ExternalSchema.Request request) {
        return new ExternalSchema.Refused("No files are read here", "Import the files into a table");
    }

    /** True when a name or id that stands in {@code workspace("…")} and its like means the workspace itself (R134). */
    default boolean answersTo(String resource) {
        return false;
    }

    /** True when {@code resource("…")} of an id means the rows about that resource and those below it (R134). */
    default boolean hasRowsAbout(String resource) {
        return false;
    }

    /** A catalogue without tables. */
    static Catalog empty() {
        return new Catalog() {
            @Override
            public Optional<TableSchema> table(String name) {
                return Optional.empty();
            }

            @Override
            public Collection<TableSchema> tables() {
                return List.of();
            }
        };
    }
}
