package dev.halcyon.server.azure.query;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.function.SavedSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/workspaces/{id}/metadata}: the schema for editors (query.md section 7). */
final class MetadataRoutes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> GLOBAL_PARTS = List.of("categories", "resourceTypes", "solutions");
    private static final List<String> WORKSPACE_PARTS = List.of(
            "categories",
            "resourceTypes",
            "solutions",
            "tables",
            "functions",
            "queries",
            "applications",
            "workspaces",
            "resources",
            "permissions");

    private final Workspace workspace;
    private final WorkspaceAccess access;

    MetadataRoutes(Workspace workspace, WorkspaceAccess access) {
        this.workspace = workspace;
        this.access = access;
    }

    List<Route> routes() {
        return List.of(
                Route.of("/v1/metadata", this::global, "GET", "POST"),
                Route.of("/v1/workspaces/{id}/metadata", this::byWorkspace, "GET", "POST"),
                Route.of("/v1/subscriptions/{resource...}/metadata", this::byResource, "GET", "POST"));
    }

    private void byWorkspace(Exchange exchange) throws IOException {
        answer(exchange, access.reader(exchange, exchange.pathParameter("id")), WORKSPACE_PARTS);
    }

    private void byResource(Exchange exchange) throws IOException {
        Caller caller = access.reader(exchange);
        access.scope("/subscriptions/" + exchange.pathParameter("resource"));
        answer(exchange, caller, WORKSPACE_PARTS);
    }

    /** What holds for every workspace. */
    private void global(Exchange exchange) throws IOException {
        answer(exchange, access.reader(exchange), GLOBAL_PARTS);
    }

    /** Writes the parts there are, or those of them that the request selects; of tables, those that the caller may read. */
    private void answer(Exchange exchange, Caller caller, List<String> parts) throws IOException {
        String select = exchange.parameters().first("select").orElse("");
        Set<String> selected = new HashSet<>();
        for (String name : select.split(",", -1)) {
            if (!name.isBlank()) {
                selected.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        CatalogSnapshot catalog = workspace.store().catalog();
        Set<String> hidden = workspace.hiddenTables(caller, catalog, Optional.empty());
        List<TableDefinition> tables = catalog.definitions().stream()
                .filter(table -> !hidden.contains(table.name()))
                .toList();
        try (OutputStream out = exchange.stream(200, Exchange.JSON);
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (String part : parts) {
                if (selected.isEmpty() || selected.contains(part.toLowerCase(Locale.ROOT))) {
                    part(part, tables, hidden, json);
                }
            }
            json.writeEndObject();
        }
    }

    private void part(String part, List<TableDefinition> tables, Set<String> hidden, JsonGenerator json) {
        switch (part) {
            case "categories" -> categories(tables, json);
            case "solutions" -> solutions(tables, json);
            case "tables" -> {
                json.writeArrayPropertyStart("tables");
                tables.forEach(table -> table(table, json));
                json.writeEndArray();
            }
            case "functions" -> saved("functions", true, json);
            case "queries" -> saved("queries", false, json);
            case "workspaces" -> workspaces(json);
            case "permissions" -> permissions(hidden, json);
            default -> empty(part, json);
        }
    }

    private static void categories(List<TableDefinition> tables, JsonGenerator json) {
        TreeSet<String> names = new TreeSet<>();
        tables.forEach(table -> names.addAll(table.categories()));
        json.writeArrayPropertyStart("categories");
        for (String name : names) {
            json.writeStartObject();
            json.writeStringProperty("id", name);
            json.writeStringProperty("displayName", name);
            json.writeObjectPropertyStart("related");
            json.writeArrayPropertyStart("tables");
            tables.stream()
                    .filter(table -> table.categories().contains(name))
                    .forEach(table -> json.writeString(table.name()));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void solutions(List<TableDefinition> tables, JsonGenerator json) {
        TreeSet<String> names = new TreeSet<>();
        tables.forEach(table -> names.addAll(table.solutions()));
        json.writeArrayPropertyStart("solutions");
        for (String name : names) {
            json.writeStartObject();
            json.writeStringProperty("id", name);
            json.writeStringProperty("name", name);
            json.writeObjectPropertyStart("related");
            json.writeArrayPropertyStart("tables");
            tables.stream()
                    .filter(table -> table.solutions().contains(name))
                    .forEach(table -> json.writeString(table.name()));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void table(TableDefinition table, JsonGenerator json) {
        TableSchema schema = table.schema();
        Map<String, String> descriptions = new HashMap<>();
        for (DeclaredColumn column : table.columns()) {
            descriptions.put(column.name(), column.description());
        }
        json.writeStartObject();
        json.writeStringProperty("id", table.name());
        json.writeStringProperty("name", table.name());
        json.writeStringProperty("description", table.description());
        json.writeStringProperty("timespanColumn", "TimeGenerated");
        empty("labels", json);
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("tableType", table.kind().tableType());
        json.writeEndObject();
        json.writeArrayPropertyStart("columns");
        for (Column column : schema.columns()) {
            json.writeStartObject();
            json.writeStringProperty("name", column.name());
            json.writeStringProperty("type", column.type().kqlName());
            json.writeStringProperty("description", descriptions.getOrDefault(column.name(), ""));
            json.writeBooleanProperty("isPreferredFacet", false);
            json.writeBooleanProperty("isHidden", schema.hidden().contains(column.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("related");
        json.writeArrayPropertyStart("solutions");
        table.solutions().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void saved(String member, boolean functions, JsonGenerator json) {
        json.writeArrayPropertyStart(member);
        for (SavedSearch search : workspace.savedSearches().all()) {
            if (search.isFunction() == functions) {
                json.writeStartObject();
                json.writeStringProperty("id", search.id());
                if (functions) {
                    json.writeStringProperty("name", search.alias());
                    json.writeStringProperty("parameters", search.parameters());
                }
                json.writeStringProperty("displayName", search.displayName());
                json.writeStringProperty("body", search.query());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void workspaces(JsonGenerator json) {
        json.writeArrayPropertyStart("workspaces");
        json.writeStartObject();
        json.writeStringProperty("id", workspace.store().identity().customerId().toString());
        json.writeStringProperty("resourceId", workspace.resourceId());
        json.writeStringProperty("name", workspace.name());
        json.writeStringProperty("region", "local");
        json.writeEndObject();
        json.writeEndArray();
    }

    private void permissions(Set<String> hidden, JsonGenerator json) {
        json.writeArrayPropertyStart("permissions");
        json.writeStartObject();
        json.writeArrayPropertyStart("workspaces");
        json.writeStartObject();
        json.writeStringProperty("resourceId", workspace.resourceId());
        json.writeArrayPropertyStart("denyTables");
        hidden.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        empty("resources", json);
        empty("applications", json);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void empty(String name, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        json.writeEndArray();
    }
}
