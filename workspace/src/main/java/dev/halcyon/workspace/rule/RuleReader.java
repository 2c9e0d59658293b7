package dev.halcyon.workspace.rule;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.workspace.rule.InvalidRuleException.Mistake;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a rule's JSON (ingestion.md section 2) and collects what is malformed. */
final class RuleReader {

    private static final int MAXIMUM_FLOWS = 10;
    private static final String DESTINATIONS = "properties.destinations";
    private static final String INVALID_DATA_FLOW = "InvalidDataFlow";

    private static final Set<ScalarType> STREAM_TYPES = EnumSet.of(
            ScalarType.STRING,
            ScalarType.INT,
            ScalarType.LONG,
            ScalarType.REAL,
            ScalarType.BOOL,
            ScalarType.DYNAMIC,
            ScalarType.DATETIME);

    private final List<Mistake> mistakes = new ArrayList<>();

    private RuleReader() {}

    /**
     * The meaning of a rule's JSON.
     *
     * @throws InvalidRuleException when it is malformed
     */
    static RuleContent read(JsonNode body) {
        RuleReader reader = new RuleReader();
        RuleContent content = reader.content(body.path("properties"));
        if (!reader.mistakes.isEmpty()) {
            throw new InvalidRuleException(reader.mistakes);
        }
        return content;
    }

    private RuleContent content(JsonNode properties) {
        if (!properties.isObject()) {
            wrong("InvalidProperties", "The rule needs an object 'properties'.", "properties");
        }
        Map<String, List<Column>> streams = new HashMap<>();
        properties
                .path("streamDeclarations")
                .properties()
                .forEach(stream -> streams.put(stream.getKey(), columns(stream.getKey(), stream.getValue())));

        Map<String, String> workspaces = new HashMap<>();
        List<String> others = new ArrayList<>();
        properties.path("destinations").properties().forEach(kind -> {
            List<JsonNode> entries =
                    kind.getValue().isArray() ? kind.getValue().valueStream().toList() : List.of(kind.getValue());
            for (JsonNode entry : entries) {
                String name = entry.path("name").asString("");
                if (name.isEmpty()) {
                    wrong("InvalidDestination", "A destination needs a 'name'.", DESTINATIONS + "." + kind.getKey());
                } else if (kind.getKey().equals("logAnalytics")) {
                    workspaces.put(name, entry.path("workspaceResourceId").asString(""));
                } else {
                    others.add(name);
                }
            }
        });

        List<DataFlow> flows = new ArrayList<>();
        JsonNode given = properties.path("dataFlows");
        for (int index = 0; index < given.size(); index++) {
            flows.add(flow(given.get(index), "properties.dataFlows[" + index + "]"));
        }
        if (flows.size() > MAXIMUM_FLOWS) {
            wrong(
                    INVALID_DATA_FLOW,
                    "A rule has at most %d data flows; this one has %d.".formatted(MAXIMUM_FLOWS, flows.size()),
                    "properties.dataFlows");
        }
        return new RuleContent(streams, workspaces, others, flows);
    }

    private List<Column> columns(String stream, JsonNode declaration) {
        String target = "properties.streamDeclarations." + stream;
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode column : declaration.path("columns")) {
            String name = column.path("name").asString("");
            String typeName = column.path("type").asString("");
            Optional<ScalarType> type = ScalarType.byName(typeName).filter(STREAM_TYPES::contains);
            if (name.isEmpty()) {
                wrong("InvalidStreamDeclaration", "A column needs a 'name'.", target);
            } else if (type.isEmpty()) {
                wrong(
                        "InvalidStreamDeclaration",
                        "Column '%s' has type '%s': use string, int, long, real, boolean, dynamic or datetime."
                                .formatted(name, typeName),
                        target);
            } else if (!seen.add(name)) {
                wrong("InvalidStreamDeclaration", "Column '%s' is declared twice.".formatted(name), target);
            } else {
                columns.add(new Column(name, type.get()));
            }
        }
        if (columns.isEmpty()) {
            wrong("InvalidStreamDeclaration", "Stream '%s' declares no columns.".formatted(stream), target);
        }
        return columns;
    }

    private DataFlow flow(JsonNode flow, String target) {
        List<String> streams = strings(flow.path("streams"));
        List<String> destinations = strings(flow.path("destinations"));
        if (streams.isEmpty()) {
            wrong(INVALID_DATA_FLOW, "A data flow needs at least one stream in 'streams'.", target);
        }
        if (destinations.isEmpty()) {
            wrong(INVALID_DATA_FLOW, "A data flow needs at least one name in 'destinations'.", target);
        }
        return new DataFlow(streams, destinations, text(flow.path("transformKql")), text(flow.path("outputStream")));
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? Optional.of(node.asString()) : Optional.empty();
    }

    private void wrong(String code, String message, String target) {
        mistakes.add(new Mistake(code, message, target));
    }
}
