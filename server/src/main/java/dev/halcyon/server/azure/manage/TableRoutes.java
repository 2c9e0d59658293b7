package dev.halcyon.server.azure.manage;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import dev.halcyon.store.table.TableKind;
import dev.halcyon.store.table.TablePlan;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables of the workspace (ingestion.md section 4). */
public final class TableRoutes {

    private static final String WORKSPACE_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.OperationalInsights/workspaces/{workspace}/tables";
    private static final String TYPE = "Microsoft.OperationalInsights/workspaces/tables";
    /** The version whose schema tells documented columns from the owner's. */
    private static final String FIRST_VERSION = "2021-12-01-preview";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public TableRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(WORKSPACE_PATH + "/{table}", this::put, "PUT"),
                Route.of(WORKSPACE_PATH + "/{table}", this::patch, "PATCH"),
                Route.of(WORKSPACE_PATH + "/{table}", this::get, "GET"),
                Route.of(WORKSPACE_PATH + "/{table}", this::delete, "DELETE"),
                Route.of(WORKSPACE_PATH + "/{table}/migrate", this::migrate, "POST"),
                Route.of(WORKSPACE_PATH, this::list, "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        require(exchange);
        change(exchange, Optional.empty());
    }

    /** What a PATCH leaves out stays as it is. */
    private void patch(Exchange exchange) throws IOException {
        require(exchange);
        change(exchange, Optional.of(found(exchange)));
    }

    private void change(Exchange exchange, Optional<TableDefinition> kept) throws IOException {
        String name = exchange.pathParameter("table");
        JsonNode properties = ManageAccess.body(exchange).path("properties");
        Optional<TableDefinition> old = workspace.store().catalog().definition(name);
        try {
            TablePlan plan = plan(properties, old, kept);
            Retention retention = TableSettings.retention(properties, kept, plan, workspace.defaultRetentionDays());
            JsonNode schema = properties.path("schema");
            boolean builtIn = old.isPresent() && old.get().kind() == TableKind.MICROSOFT;
            if (schema.isMissingNode() && (builtIn || kept.isPresent())) {
                exchange.respond(200, json(exchange, workspace.store().keep(name, retention, plan)));
                return;
            }
            if (!schema.path("name").asString(name).equals(name)) {
                throw new TableException(
                        Reason.INVALID_NAME,
                        "schema.name '%s' differs from the table '%s' of the address."
                                .formatted(schema.path("name").asString(""), name));
            }
            JsonNode columns = schema.has("columns") ? schema.path("columns") : schema.path("customColumns");
            String description = schema.path("description")
                    .asString(kept.map(TableDefinition::description).orElse(""));
            List<DeclaredColumn> declared = new ArrayList<>(TableSettings.columns(columns));
            boolean timed = declared.stream().anyMatch(column -> column.name().equals("TimeGenerated"));
            if (kept.isPresent() && !timed) {
                declared.add(new DeclaredColumn(
                        StandardColumns.TIME_GENERATED.name(), StandardColumns.TIME_GENERATED.type(), ""));
            }
            TableDefinition wanted = TableDefinition.custom(name, description, declared)
                    .withRetention(retention)
                    .withPlan(plan);
            exchange.respond(200, json(exchange, workspace.store().define(wanted)));
        } catch (TableException e) {
            throw problem(e);
        }
    }

    private static TablePlan plan(JsonNode properties, Optional<TableDefinition> old, Optional<TableDefinition> kept) {
        TablePlan usual = kept.map(TableDefinition::plan).orElse(TablePlan.ANALYTICS);
        String given = properties.path("plan").asString(usual.wireName());
        TablePlan plan = TablePlan.byName(given)
                .orElseThrow(() -> new TableException(
                        Reason.UNSUPPORTED_PLAN,
                        "Plan '%s' is not supported: use Analytics, Basic or Auxiliary.".formatted(given)));
        boolean wasAuxiliary = old.isPresent() && old.get().plan() == TablePlan.AUXILIARY;
        if (old.isPresent() && wasAuxiliary != (plan == TablePlan.AUXILIARY)) {
            throw new TableException(
                    Reason.UNSUPPORTED_PLAN, "The plan Auxiliary is chosen when a table is created and never changed.");
        }
        return plan;
    }

    /** Every table takes rows through rules already. */
    private void migrate(Exchange exchange) {
        require(exchange);
        if (found(exchange).kind() == TableKind.MICROSOFT) {
            throw HttpProblem.of(400, "InvalidParameter", "Only custom tables are migrated.");
        }
        exchange.respond(200);
    }

    private TableDefinition found(Exchange exchange) {
        String name = exchange.pathParameter("table");
        return workspace
                .store()
                .catalog()
                .definition(name)
                .orElseThrow(
                        () -> HttpProblem.of(404, "ResourceNotFound", "The table '%s' was not found.".formatted(name)));
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, json(exchange, found(exchange)));
    }

    private void delete(Exchange exchange) {
        require(exchange);
        try {
            exchange.respond(workspace.store().delete(exchange.pathParameter("table")) ? 200 : 204);
        } catch (TableException e) {
            throw problem(e);
        }
    }

    private void list(Exchange exchange) throws IOException {
        require(exchange);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode value = body.putArray("value");
        workspace.store().catalog().definitions().forEach(table -> value.add(json(exchange, table)));
        body.putNull("nextLink");
        exchange.respond(200, body);
    }

    private void require(Exchange exchange) {
        access.require(exchange, workspace);
        ApiVersions.TABLES.require(exchange);
    }

    private ObjectNode json(Exchange exchange, TableDefinition table) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", workspace.resourceId() + "/tables/" + table.name());
        body.put("name", table.name());
        body.put("type", TYPE);
        Retention retention = table.retention();
        ObjectNode properties = body.putObject("properties");
        properties.put("plan", table.plan().wireName());
        properties.put("retentionInDays", retention.interactiveDays());
        properties.put("totalRetentionInDays", retention.totalDays());
        properties.put("archiveRetentionInDays", retention.totalDays() - retention.interactiveDays());
        properties.put("retentionInDaysAsDefault", retention.interactiveIsDefault());
        properties.put("totalRetentionInDaysAsDefault", retention.totalIsDefault());
        properties.put("provisioningState", "Succeeded");
        ObjectNode schema = properties.putObject("schema");
        schema.put("name", table.name());
        schema.putNull("displayName");
        schema.put("description", table.description());
        schema.put("tableType", table.kind().tableType());
        schema.put("tableSubType", table.kind() == TableKind.CUSTOM ? "DataCollectionRuleBased" : "Any");
        schema.put("source", table.kind().source());
        schema.putArray("labels");
        strings(schema.putArray("categories"), table.categories());
        strings(schema.putArray("solutions"), table.solutions());
        boolean first = exchange.parameters().first("api-version").orElse("").equals(FIRST_VERSION);
        boolean custom = table.kind() == TableKind.CUSTOM;
        ArrayNode standard = schema.putArray("standardColumns");
        // What clients call columns is what an owner declared; the documented ones of built-in tables are standard.
        ArrayNode declared = schema.putArray(first ? "customColumns" : "columns");
        ArrayNode columns = custom ? declared : standard;
        // TenantId is a string to queries; this API alone calls it a guid.
        standard.addObject().put("name", StandardColumns.TENANT_ID.name()).put("type", "guid");
        standard.addObject()
                .put("name", StandardColumns.TIME_GENERATED.name())
                .put("type", typeName(StandardColumns.TIME_GENERATED.type()));
        for (DeclaredColumn column : table.columns()) {
            if (!column.column().equals(StandardColumns.TIME_GENERATED)) {
                column(columns, column);
            }
        }
        return body;
    }

    private static void column(ArrayNode columns, DeclaredColumn column) {
        ObjectNode node = columns.addObject();
        node.put("name", column.name());
        node.put("type", typeName(column.type()));
        node.putNull("dataTypeHint");
        node.putNull("displayName");
        node.put("description", column.description());
        node.put("isDefaultDisplay", false);
        node.put("isHidden", false);
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String typeName(ScalarType type) {
        return type == ScalarType.BOOL ? "boolean" : type.kqlName();
    }

    private static HttpProblem problem(TableException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NOT_FOUND -> HttpProblem.of(404, "ResourceNotFound", message);
            case INVALID_NAME,
                    INVALID_COLUMN,
                    INVALID_RETENTION,
                    UNSUPPORTED_PLAN,
                    TYPE_CHANGE,
                    TOO_MANY_COLUMNS,
                    NOT_CUSTOM -> HttpProblem.of(400, "InvalidParameter", message);
        };
    }
}
