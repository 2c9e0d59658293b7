package dev.halcyon.store;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.BuiltInTables;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TablePlan;
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
        document.put("plan", table.plan().wireName());
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
        Retention kept = new Retention(
                retention.required("interactiveDays").asInt(),
                retention.required("totalDays").asInt(),
                retention.required("interactiveIsDefault").asBoolean(),
                retention.required("totalIsDefault").asBoolean());
        TablePlan plan = TablePlan.byName(document.path("plan").asString("")).orElse(TablePlan.ANALYTICS);
        String name = document.required("name").asString();
        TableDefinition builtIn = BuiltInTables.all().get(name);
        if (builtIn != null) {
            // Of a built-in table only the settings are its owner's; the columns come with the release.
            return builtIn.withRetention(kept).withPlan(plan);
        }
        return TableDefinition.custom(name, document.required("description").asString(), columns)
                .withRetention(kept)
                .withPlan(plan);
    }
}
