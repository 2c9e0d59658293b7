package dev.halcyon.store.table;

import dev.halcyon.kql.type.ScalarType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The documented tables of Azure Monitor Logs, read from the resource {@code built-in-tables.tsv}. */
public final class BuiltInTables {

    private static final String RESOURCE = "built-in-tables.tsv";

    private static final Map<String, TableDefinition> TABLES = read();

    private BuiltInTables() {}

    /** By name. */
    public static Map<String, TableDefinition> all() {
        return TABLES;
    }

    private static Map<String, TableDefinition> read() {
        try (InputStream resource =
                        Objects.requireNonNull(BuiltInTables.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            Map<String, TableDefinition> tables = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    TableDefinition table = table(line);
                    tables.put(table.name(), table);
                }
            }
            return Map.copyOf(tables);
        } catch (IOException e) {
            throw new UncheckedIOException("The packaged list of built-in tables cannot be read", e);
        }
    }

    private static TableDefinition table(String line) {
        String[] fields = line.split("\t", -1);
        List<DeclaredColumn> columns = new ArrayList<>();
        for (String column : words(fields[3], " ")) {
            int colon = column.lastIndexOf(':');
            columns.add(new DeclaredColumn(column.substring(0, colon), type(column.charAt(colon + 1)), ""));
        }
        columns.add(
                new DeclaredColumn(StandardColumns.TIME_GENERATED.name(), StandardColumns.TIME_GENERATED.type(), ""));
        return new TableDefinition(
                fields[0],
                TableKind.MICROSOFT,
                "",
                columns,
                Retention.STANDARD,
                words(fields[1], "\\|"),
                words(fields[2], "\\|"));
    }

    private static List<String> words(String field, String separator) {
        return field.isEmpty() ? List.of() : List.of(field.split(separator, -1));
    }

    private static ScalarType type(char letter) {
        return switch (letter) {
            case 's' -> ScalarType.STRING;
            case 'i' -> ScalarType.INT;
            case 'l' -> ScalarType.LONG;
            case 'r' -> ScalarType.REAL;
            case 'b' -> ScalarType.BOOL;
            case 't' -> ScalarType.DATETIME;
            case 'd' -> ScalarType.DYNAMIC;
            case 'g' -> ScalarType.GUID;
            default -> throw new IllegalArgumentException("Unknown type letter '" + letter + "'");
        };
    }
}
