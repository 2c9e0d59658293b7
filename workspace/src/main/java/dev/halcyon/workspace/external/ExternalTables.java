package dev.halcyon.workspace.external;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.bind.ExternalFile;
import dev.halcyon.kql.bind.ExternalSchema;
import dev.halcyon.kql.bind.ExternalTable;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that queries of a workspace may read where they lie: those of the folders that its operator allows. Each
 * file and each folder directly in one of them is a table for {@code external_table}, named as
 * {@link TableFiles#tableName} says. Thread-safe.
 */
public final class ExternalTables {

    private static final int MOST_REMEMBERED = 200;
    private static final int MOST_NAMES_IN_A_HINT = 10;

    private final ExternalFolders folders;
    private final Engine engine;
    private final Map<List<Version>, FileSource> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Version>, FileSource> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** What tells whether a file is still the one that was looked into. */
    private record Version(Path path, long size, FileTime modified) {
        static Version of(Path path) throws IOException {
            return new Version(path, Files.size(path), Files.getLastModifiedTime(path));
        }
    }

    public ExternalTables(ExternalFolders folders, Engine engine) {
        this.folders = Objects.requireNonNull(folders, "folders");
        this.engine = Objects.requireNonNull(engine, "engine");
    }

    /** The file of an address of {@code externaldata}. */
    public ExternalFile file(String address) {
        return folders.resolve(address);
    }

    /**
     * The names that {@code external_table} takes.
     *
     * @throws IOException when a folder cannot be read
     */
    public Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path entry : folders.entries()) {
            names.add(TableFiles.tableName(entry));
        }
        return names;
    }

    /** The files of a name of {@code external_table}. */
    public ExternalTable table(String name) {
        if (folders.isEmpty()) {
            return new ExternalTable.Refused("external_table reads no files on this server", ExternalFolders.ADVICE);
        }
        try {
            Set<String> names = names();
            List<Path> named = folders.entries().stream()
                    .filter(entry -> TableFiles.tableName(entry).equals(name))
                    .toList();
            if (named.isEmpty()) {
                return new ExternalTable.Refused(
                        "There is no external table '%s'".formatted(name),
                        names.isEmpty()
                                ? "Put a Parquet, CSV or JSON file into a folder of --external-data"
                                : "There are "
                                        + String.join(
                                                ", ",
                                                names.stream()
                                                        .limit(MOST_NAMES_IN_A_HINT)
                                                        .toList()));
            }
            if (named.size() > 1) {
                return new ExternalTable.Refused(
                        "'%s' means several external tables: %s"
                                .formatted(
                                        name,
                                        named.stream().map(Path::getFileName).toList()),
                        "Rename all but one of them");
            }
            return new ExternalTable.Found(inspect(allowed(named.getFirst())));
        } catch (IOException | EngineException e) {
            return new ExternalTable.Refused(
                    "External table '%s' cannot be read: %s".formatted(name, reason(e)), "Mend or replace the file");
        }
    }

    /** The columns of the files that {@code infer_storage_schema} means. */
    public ExternalSchema schema(ExternalSchema.Request request) {
        if (folders.isEmpty()) {
            return new ExternalSchema.Refused("No files are read on this server", ExternalFolders.ADVICE);
        }
        List<Path> files = new ArrayList<>();
        try {
            for (String container : request.containers()) {
                switch (folders.container(container)) {
                    case ExternalFile.Found(String path) -> files.addAll(files(Path.of(path), request));
                    case ExternalFile.Refused(String reason, String hint) -> {
                        return new ExternalSchema.Refused(reason, hint);
                    }
                }
            }
            if (files.isEmpty()) {
                return new ExternalSchema.Refused(
                        "There is no file of that format, prefix and extension", "See which files the folder holds");
            }
            return new ExternalSchema.Found(columns(files, request));
        } catch (IOException | EngineException e) {
            return new ExternalSchema.Refused("The files cannot be read: " + reason(e), "Mend or replace the file");
        }
    }

    private List<Column> columns(List<Path> files, ExternalSchema.Request request) throws IOException {
        List<Path> looked = switch (request.mode()) {
            case ANY -> List.of(files.getFirst());
            case LAST -> List.of(last(files));
            case ALL -> files;
        };
        Map<String, ScalarType> types = new LinkedHashMap<>();
        for (Path file : looked) {
            inspect(List.of(file), request.format())
                    .fields()
                    .forEach(field -> types.merge(field.name(), field.type(), ExternalTables::common));
        }
        return types.entrySet().stream()
                .map(column -> new Column(column.getKey(), column.getValue()))
                .toList();
    }

    private static Path last(List<Path> files) throws IOException {
        Map<Path, FileTime> modified = new LinkedHashMap<>();
        for (Path file : files) {
            modified.put(file, Files.getLastModifiedTime(file));
        }
        return files.stream()
                .max(Comparator.comparing((Path file) -> Objects.requireNonNull(modified.get(file)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** The type that holds the values of both. */
    private static ScalarType common(ScalarType one, ScalarType other) {
        List<ScalarType> numbers = List.of(ScalarType.INT, ScalarType.LONG, ScalarType.REAL);
        if (one == other) {
            return one;
        }
        return numbers.contains(one) && numbers.contains(other)
                ? numbers.get(Math.max(numbers.indexOf(one), numbers.indexOf(other)))
                : ScalarType.STRING;
    }

    private List<Path> files(Path container, ExternalSchema.Request request) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : allowed(container)) {
            String name = file.getFileName().toString();
            boolean ofFormat = TableFiles.format(file)
                    .filter(format -> format == request.format())
                    .isPresent();
            if (ofFormat && name.startsWith(request.prefix()) && name.endsWith(request.extension())) {
                files.add(file);
            }
        }
        return files;
    }

    /** The files of a file or folder, without the workspace's own. */
    private List<Path> allowed(Path entry) throws IOException {
        return TableFiles.of(entry).stream().filter(folders::contains).toList();
    }

    private FileSource inspect(List<Path> files) throws IOException {
        return inspect(files, TableFiles.commonFormat(files));
    }

    private FileSource inspect(List<Path> files, FileFormat format) throws IOException {
        List<Version> versions = new ArrayList<>();
        for (Path file : files) {
            versions.add(Version.of(file));
        }
        synchronized (remembered) {
            FileSource known = remembered.get(versions);
            if (known != null) {
                return known;
            }
        }
        FileSource source = engine.inspect(files.stream().map(Path::toString).toList(), format);
        synchronized (remembered) {
            remembered.put(versions, source);
        }
        return source;
    }

    /** Without the folders of the machine, which are no concern of who asks. */
    private static String reason(Exception failure) {
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return "%s: %s".formatted(Path.of(file.getFile()).getFileName(), file.getReason());
        }
        return failure instanceof EngineException ? String.valueOf(failure.getMessage()) : "it is not readable";
    }
}
