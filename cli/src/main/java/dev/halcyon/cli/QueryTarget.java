package dev.halcyon.cli;

import dev.halcyon.workspace.external.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A running server, a folder, or files that are the tables. */
final class QueryTarget extends Target {
    @ArgGroup(multiplicity = "1")
    private FilePlace place = new FilePlace();

    /** Exactly one of the three, files several times. */
    static final class FilePlace extends Place {
        @Option(
                names = {"-f", "--file"},
                paramLabel = "[NAME=]FILE",
                description = "Query a file as a table, without a workspace: Parquet, CSV, TSV, JSON lines or a JSON "
                        + "array, text also with .gz; or a folder of such files. The table is called NAME, else as the "
                        + "file. May be given several times; files of one NAME are one table.")
        private List<String> files = List.of();
    }

    @Override
    Place place() {
        return place;
    }

    /**
     * Real paths by the name of their table; empty when no files were given.
     *
     * @throws UserException when a key or an authority was given for them
     */
    Map<String, List<Path>> files() throws IOException {
        if (!place.files.isEmpty()) {
            requireNoServer("files need no key");
        }
        Map<String, List<Path>> tables = new LinkedHashMap<>();
        for (String given : place.files) {
            int sign = given.indexOf('=');
            // A file whose own name has the sign is meant by it.
            boolean named = sign > 0 && !Files.exists(Path.of(given));
            Path path = Path.of(named ? given.substring(sign + 1) : given);
            String name = named ? given.substring(0, sign) : TableFiles.tableName(path);
            if (!named && tables.containsKey(name)) {
                throw new UserException(
                        "Two files are both the table %s: name them, as in --file first=%s.".formatted(name, given));
            }
            tables.computeIfAbsent(name, table -> new ArrayList<>()).addAll(TableFiles.of(path));
        }
        return tables;
    }
}
