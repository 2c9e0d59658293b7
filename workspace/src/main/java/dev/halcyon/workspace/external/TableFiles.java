package dev.halcyon.workspace.external;

import dev.halcyon.engine.Engine;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files a path means as a table, of which format they are, and what the table is called. */
public final class TableFiles {

    private static final String PATTERN_CHARACTERS = "*?[]{}";
    private static final String PACKED = ".gz";
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST_FOLDER = 16;

    private TableFiles() {}

    /**
     * The files of a path by their real paths: a file, or all of a folder and the folders below it, in the order of
     * their names. Links inside a folder are not followed.
     *
     * @throws IOException when there is none, or one cannot be read
     */
    public static List<Path> of(Path path) throws IOException {
        Path real = path.toRealPath();
        List<Path> files = Files.isDirectory(real) ? below(real) : List.of(real);
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new FileSystemException(file.toString(), null, "No permission to read it");
            }
            // The database would take them for a pattern and read other files.
            if (file.toString().chars().anyMatch(letter -> PATTERN_CHARACTERS.indexOf(letter) >= 0)) {
                throw new FileSystemException(
                        file.toString(), null, "Rename it without the characters of a pattern, " + PATTERN_CHARACTERS);
            }
        }
        return files;
    }

    private static List<Path> below(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.walk(folder, DEEPEST_FOLDER)) {
            entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> format(entry).isPresent())
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new FileSystemException(folder.toString(), null, "The folder holds no Parquet, CSV or JSON file");
        }
        if (files.size() > MOST_FILES) {
            throw new FileSystemException(
                    folder.toString(), null, "The folder holds more than %d files".formatted(MOST_FILES));
        }
        return files;
    }

    /**
     * The format that all files have by their names.
     *
     * @throws IOException when one has a name that tells none, or they differ
     */
    public static FileFormat commonFormat(List<Path> files) throws IOException {
        Set<FileFormat> formats = EnumSet.noneOf(FileFormat.class);
        for (Path file : files) {
            formats.add(format(file)
                    .orElseThrow(() -> new FileSystemException(
                            file.toString(),
                            null,
                            "The name tells no format: .parquet, .csv, .tsv, .psv, .json, .jsonl and .ndjson do,"
                                    + " all but the first also with .gz")));
        }
        if (formats.size() > 1) {
            throw new FileSystemException(
                    files.getFirst().toString(),
                    null,
                    "The files of one table have one format, not "
                            + formats.stream().map(TableFiles::name).collect(Collectors.joining(" and ")));
        }
        return formats.iterator().next();
    }

    private static String name(FileFormat format) {
        return switch (format) {
            case PARQUET -> "Parquet";
            case COMMAS -> "CSV";
            case TABS -> "TSV";
            case SEMICOLONS -> "SCSV";
            case BARS -> "PSV";
            case LINES -> "text";
            case JSON -> "JSON";
        };
    }

    /** Whether a name says that the file is compressed. */
    static boolean isPacked(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(PACKED);
    }

    /** The format that a name tells. */
    public static Optional<FileFormat> format(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean packed = isPacked(file);
        String plain = packed ? name.substring(0, name.length() - PACKED.length()) : name;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        return switch (extension) {
            case "parquet" -> packed ? Optional.empty() : Optional.of(FileFormat.PARQUET);
            case "csv" -> Optional.of(FileFormat.COMMAS);
            case "tsv", "tab" -> Optional.of(FileFormat.TABS);
            case "scsv" -> Optional.of(FileFormat.SEMICOLONS);
            case "psv" -> Optional.of(FileFormat.BARS);
            case "json", "jsonl", "ndjson" -> Optional.of(FileFormat.JSON);
            default -> Optional.empty();
        };
    }

    /** The name of a file or folder as an identifier: without its endings, other characters as underscores. */
    public static String tableName(Path path) {
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        if (name.toLowerCase(Locale.ROOT).endsWith(PACKED)) {
            name = name.substring(0, name.length() - PACKED.length());
        }
        int dot = name.lastIndexOf('.');
        String base = dot > 0 && format(Path.of(name)).isPresent() ? name.substring(0, dot) : name;
        String identifier = base.replaceAll("[^A-Za-z0-9_]", "_");
        return identifier.isEmpty() || Character.isDigit(identifier.charAt(0)) ? "_" + identifier : identifier;
    }

    /**
     * Files as a table.
     *
     * @throws IOException when they have no common format
     * @throws dev.halcyon.engine.EngineException when they cannot be read as it
     */
    public static FileSource inspect(List<Path> files, Engine engine) throws IOException {
        FileFormat format = commonFormat(files);
        return engine.inspect(files.stream().map(Path::toString).toList(), format);
    }
}
