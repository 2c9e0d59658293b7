package dev.halcyon.store;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Table definitions as the JSON documents that are stored beside the tables. */
final class TableDocuments {

    static final String COLLECTION = "tables";

    private static final JsonMapper JSON = JsonMapper.shared();

    private TableDocuments() {}

    static String write(TableDefinition table) {
        ObjectNode document = JSON.createObjectNode();
        document.put("name", table.name());
        document.put("description", table.description());
        ArrayNode columns = document.putArray("columns");
        for (DeclaredColumn column : table.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().kqlName())
                    .put("description", column.description());
        }
        document.putObject("retention")
                .put("interactiveDays", table.retention().interactiveDays())
                .put("totalDays", table.retention().totalDays())
                .put("interactiveIsDefault", table.retention().interactiveIsDefault())
                .put("totalIsDefault", table.retention().totalIsDefault());
        return JSON.writeValueAsString(document);
    }

    static TableDefinition read(String json) {
        JsonNode document = JSON.readTree(json);
        List<DeclaredColumn> columns = new ArrayList<>();
        for (JsonNode column : document.required("columns")) {
            columns.add(new DeclaredColumn(
                    column.required("name").asString(),
                    ScalarType.byName(column.required("type").asString()).orElseThrow(),
                    column.required("description").asString()));
        }
        JsonNode retention = document.required("retention");
        return new TableDefinition(
                document.required("name").asString(),
                TableKind.CUSTOM,
                document.required("description").asString(),
                columns,
                new Retention(
                        retention.required("interactiveDays").asInt(),
                        retention.required("totalDays").asInt(),
                        retention.required("interactiveIsDefault").asBoolean(),
                        retention.required("totalIsDefault").asBoolean()),
                List.of(),
                List.of("LogManagement"));
    }
}
