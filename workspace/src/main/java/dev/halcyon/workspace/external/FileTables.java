package dev.halcyon.workspace.external;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tables that are files, and nothing else. */
public final class FileTables implements Catalog {

    private final Map<String, TableSchema> schemas;
    private final Map<String, FileSource> sources;

    private FileTables(Map<String, TableSchema> schemas, Map<String, FileSource> sources) {
        this.schemas = Collections.unmodifiableMap(schemas);
        this.sources = Map.copyOf(sources);
    }

    /**
     * Looks into files.
     *
     * @param files real paths by the name of their table
     * @throws IOException when one cannot be read as a table; the message names it
     */
    public static FileTables of(Map<String, List<Path>> files, Engine engine) throws IOException {
        Map<String, TableSchema> schemas = new TreeMap<>();
        Map<String, FileSource> sources = new TreeMap<>();
        for (Map.Entry<String, List<Path>> table : files.entrySet()) {
            FileSource source = inspect(table.getValue(), engine);
            sources.put(table.getKey(), source);
            schemas.put(table.getKey(), schema(table.getKey(), source));
        }
        return new FileTables(schemas, sources);
    }

    private static FileSource inspect(List<Path> files, Engine engine) throws IOException {
        try {
            return TableFiles.inspect(files, engine);
        } catch (EngineException e) {
            FileSystemException failure =
                    new FileSystemException(files.getFirst().toString(), null, String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }

    /** The columns of files. */
    static TableSchema schema(String name, FileSource source) {
        List<Column> columns = source.fields().stream()
                .map(field -> new Column(field.name(), field.type()))
                .toList();
        return new TableSchema(name, columns, Set.of());
    }

    @Override
    public Optional<TableSchema> table(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    @Override
    public Collection<TableSchema> tables() {
        return schemas.values();
    }

    @Override
    public Optional<FileSource> files(TableSchema table) {
        return Optional.ofNullable(sources.get(table.name()));
    }
}
