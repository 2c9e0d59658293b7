package dev.halcyon.cli.check;

import dev.halcyon.cli.UserException;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tables from JSON: {@code {"Table": [["column", "type"], …], …}}. */
public final class SchemaFile {

    private SchemaFile() {}

    /**
     * The tables of the file.
     *
     * @throws UserException when the file has another form
     */
    public static KqlSchema read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new UserException(
                    "%s is not JSON: %s at line %d."
                            .formatted(
                                    file,
                                    e.getOriginalMessage(),
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr()),
                    e);
        }
        if (!root.isObject()) {
            throw wrongForm(file, "the file");
        }
        List<TableSchema> tables = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table : root.properties()) {
            tables.add(table(file, table.getKey(), table.getValue()));
        }
        return KqlSchema.of(tables);
    }

    private static TableSchema table(Path file, String name, JsonNode node) {
        if (!node.isArray()) {
            throw wrongForm(file, "table " + name);
        }
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : node) {
            JsonNode columnName = column.path(0);
            JsonNode columnType = column.path(1);
            if (!columnName.isString() || !columnType.isString()) {
                throw wrongForm(file, "table " + name);
            }
            ScalarType type = type(columnType.stringValue())
                    .orElseThrow(() -> new UserException("%s: column %s of table %s has the unknown type %s."
                            .formatted(file, columnName.stringValue(), name, columnType.stringValue())));
            columns.add(new Column(columnName.stringValue(), type));
        }
        try {
            return new TableSchema(name, columns, Set.of());
        } catch (IllegalArgumentException e) {
            throw new UserException("%s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static Optional<ScalarType> type(String name) {
        return Arrays.stream(ScalarType.values())
                .filter(type -> type.kqlName().equals(name))
                .findFirst();
    }

    private static UserException wrongForm(Path file, String what) {
        return new UserException(
                "%s: %s does not have the form {\"Table\": [[\"column\", \"type\"], …]}.".formatted(file, what));
    }
}
