package dev.halcyon.conformance.corpus;

import dev.halcyon.kql.type.ScalarType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts recorded cases to {@code .kqltest} files, one for each group. Left out are doubtful cases, cases with a
 * column of unknown type and cases of which only some rows were recorded: the text form cannot say them.
 */
public final class CorpusConverter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CorpusConverter() {}

    /**
     * Converts a file.
     *
     * @param arguments the JSON lines to read, the folder to write into
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]);
        Map<String, StringBuilder> files = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            JsonNode node = JSON.readTree(line);
            convert(node)
                    .ifPresent(text -> files.computeIfAbsent(
                                    node.get("group").asString(), group -> new StringBuilder(header(group)))
                            .append(text));
        }
        Files.createDirectories(target);
        for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
            Files.writeString(
                    target.resolve(file.getKey() + ".kqltest"),
                    file.getValue().toString().stripTrailing() + "\n");
        }
    }

    private static String header(String group) {
        return """
                # Answers recorded from the reference engine (%s), converted by CorpusConverter.
                # Sources and licences: see NOTICE.

                """.formatted(group);
    }

    /** The text of one case; empty when the form cannot say it. */
    static Optional<String> convert(JsonNode node) {
        JsonNode compare = node.get("compare");
        if (node.hasNonNull("doubtful")
                || node.get("columns").isNull()
                || compare.has("partial")
                || compare.has("error")) {
            return Optional.empty();
        }
        List<String> header = new ArrayList<>();
        List<ScalarType> types = new ArrayList<>();
        for (JsonNode column : node.get("columns")) {
            Optional<ScalarType> type = column.get(1).isNull()
                    ? Optional.empty()
                    : ScalarType.byName(column.get(1).asString());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(type.get());
            header.add(column.get(0).asString() + ":" + column.get(1).asString());
        }
        StringBuilder text = new StringBuilder();
        text.append("== ").append(node.get("id").asString()).append('\n');
        text.append(node.get("query").asString().strip().replace("\r", "")).append('\n');
        text.append("--").append(words(node)).append('\n');
        text.append(String.join(" | ", header)).append('\n');
        if (!compare.has("rows") && !node.get("rows").isNull()) {
            for (JsonNode row : node.get("rows")) {
                List<String> cells = new ArrayList<>();
                for (int index = 0; index < types.size(); index++) {
                    cells.add(cell(row.get(index), types.get(index)));
                }
                text.append(String.join(" | ", cells)).append('\n');
            }
        }
        return Optional.of(text.append('\n').toString());
    }

    private static String words(JsonNode node) {
        JsonNode compare = node.get("compare");
        StringBuilder words = new StringBuilder(" loose");
        if (node.get("ordered").asBoolean()) {
            words.append(" ordered");
        }
        if (compare.has("order_keys") && !compare.get("order_keys").isEmpty()) {
            List<String> keys = new ArrayList<>();
            compare.get("order_keys").forEach(key -> keys.add(key.asString()));
            words.append(" keys=").append(String.join(",", keys));
        }
        if (compare.has("tolerance")) {
            words.append(" tolerance=").append(compare.get("tolerance").asString());
        }
        if (compare.path("unordered_arrays").asBoolean(false)) {
            words.append(" unordered-arrays");
        }
        if (compare.path("geojson").asBoolean(false)) {
            words.append(" geometries");
        }
        if (!compare.path("names").asBoolean(true)) {
            words.append(" unnamed");
        }
        if (compare.has("rows") || node.get("rows").isNull()) {
            words.append(" columns-only");
        }
        return words.toString();
    }

    private static String cell(JsonNode value, ScalarType type) {
        if (value.isNull()
                || (type == ScalarType.DYNAMIC
                        && value.isString()
                        && value.asString().isEmpty())) {
            return "null";
        }
        return switch (type) {
            case STRING, DYNAMIC -> JSON.writeValueAsString(value).replace("|", "\\u007c");
            case BOOL -> truth(value);
            case INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID -> value.asString();
        };
    }

    private static String truth(JsonNode value) {
        return value.isBoolean()
                ? value.asString()
                : String.valueOf(!value.asString().matches("0|false|False"));
    }
}
