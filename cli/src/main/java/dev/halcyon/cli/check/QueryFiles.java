package dev.halcyon.cli.check;

import dev.halcyon.cli.UserException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the queries in files and folders. */
public final class QueryFiles {
    private static final JsonMapper JSON = JsonMapper.shared();

    private QueryFiles() {}

    /**
     * The queries of files, and of the files below folders, in the order of their names. A file named explicitly is read
     * whatever its ending is: {@code .yaml}, {@code .yml} and {@code .jsonl} have a form of their own, every other is one
     * query. Below a folder, only files with these endings or {@code .kql}, {@code .kusto}, {@code .csl} are read.
     *
     * @throws UserException when a file cannot be understood
     */
    public static List<QueryText> read(List<Path> paths) throws IOException {
        List<QueryText> queries = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    List<Path> files =
                            below.filter(Files::isRegularFile).sorted().toList();
                    for (Path file : files) {
                        if (isQueryFile(file)) {
                            readFile(file, queries);
                        }
                    }
                }
            } else {
                readFile(path, queries);
            }
        }
        return queries;
    }

    private static boolean isQueryFile(Path file) {
        return switch (ending(file)) {
            case "kql", "kusto", "csl", "yaml", "yml", "jsonl" -> true;
            default -> false;
        };
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void readFile(Path file, List<QueryText> queries) throws IOException {
        String text = text(file);
        switch (ending(file)) {
            case "yaml", "yml" -> queries.addAll(RuleFile.read(file, text));
            case "jsonl" -> readLines(file, text, queries);
            default -> queries.add(QueryText.ofFile(file, text));
        }
    }

    private static String text(Path file) throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (MalformedInputException e) {
            throw new UserException("%s is not a text in UTF-8.".formatted(file), e);
        }
    }

    private static void readLines(Path file, String text, List<QueryText> queries) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                queries.add(record(file, number, line));
            }
        }
    }

    private static QueryText record(Path file, int number, String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new UserException("%s:%d: not a JSON object: %s".formatted(file, number, e.getOriginalMessage()), e);
        }
        JsonNode query = node.path("query");
        if (!query.isString()) {
            throw new UserException(
                    "%s:%d: a line needs a text named query, as in {\"id\": …, \"query\": …}.".formatted(file, number));
        }
        JsonNode id = node.path("id");
        String name = id.isMissingNode() || id.isNull() ? "line " + number : id.asString();
        return new QueryText(name, file, query.stringValue(), number, 0, false);
    }
}
