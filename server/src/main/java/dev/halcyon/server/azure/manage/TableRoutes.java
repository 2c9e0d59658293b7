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
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public TableRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace.keys());
    }

    public List<Route> routes() {
        return List.of(
                Route.of(WORKSPACE_PATH + "/{table}", this::put, "PUT"),
                Route.of(WORKSPACE_PATH + "/{table}", this::get, "GET"),
                Route.of(WORKSPACE_PATH + "/{table}", this::delete, "DELETE"),
                Route.of(WORKSPACE_PATH, this::list, "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        require(exchange);
        String name = exchange.pathParameter("table");
        JsonNode properties = ManageAccess.body(exchange).path("properties");
        String plan = properties.path("plan").asString("Analytics");
        try {
            if (!plan.equalsIgnoreCase("Analytics")) {
                throw new TableException(
                        Reason.UNSUPPORTED_PLAN, "Plan '%s' is not supported: use Analytics.".formatted(plan));
            }
            JsonNode schema = properties.path("schema");
            if (!schema.path("name").asString(name).equals(name)) {
                throw new TableException(
                        Reason.INVALID_NAME,
                        "schema.name '%s' differs from the table '%s' of the address."
                                .formatted(schema.path("name").asString(""), name));
            }
            TableDefinition wanted = TableDefinition.custom(
                            name, schema.path("description").asString(""), columns(schema.path("columns")))
                    .withRetention(retention(properties));
            exchange.respond(200, json(workspace.store().define(wanted)));
        } catch (TableException e) {
            throw problem(e);
        }
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        String name = exchange.pathParameter("table");
        TableDefinition table = workspace
                .store()
                .catalog()
                .definition(name)
                .orElseThrow(
                        () -> HttpProblem.of(404, "ResourceNotFound", "The table '%s' was not found.".formatted(name)));
        exchange.respond(200, json(table));
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
        workspace.store().catalog().definitions().forEach(table -> value.add(json(table)));
        exchange.respond(200, body);
    }

    private void require(Exchange exchange) {
        access.require(exchange, workspace);
    }

    private static List<DeclaredColumn> columns(JsonNode given) {
        List<DeclaredColumn> columns = new ArrayList<>();
        for (JsonNode column : given) {
            String name = column.path("name").asString("");
            String type = column.path("type").asString("");
            Optional<ScalarType> known = ScalarType.byName(type);
            if (known.isEmpty()) {
                throw new TableException(
                        Reason.INVALID_COLUMN,
                        "Column '%s' has type '%s': use string, int, long, real, boolean, dateTime, guid or dynamic."
                                .formatted(name, type));
            }
            // The documented service stores and answers guid columns of custom tables as strings.
            ScalarType stored = known.get() == ScalarType.GUID ? ScalarType.STRING : known.get();
            columns.add(
                    new DeclaredColumn(name, stored, column.path("description").asString("")));
        }
        return columns;
    }

    private static Retention retention(JsonNode properties) {
        JsonNode interactive = properties.path("retentionInDays");
        JsonNode total = properties.path("totalRetentionInDays");
        int days = interactive.isInt() ? interactive.asInt() : Retention.STANDARD.interactiveDays();
        int totalDays = total.isInt() ? total.asInt() : Math.max(days, Retention.STANDARD.totalDays());
        return new Retention(days, totalDays, !interactive.isInt(), !total.isInt());
    }

    private ObjectNode json(TableDefinition table) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", workspace.resourceId() + "/tables/" + table.name());
        body.put("name", table.name());
        body.put("type", TYPE);
        Retention retention = table.retention();
        ObjectNode properties = body.putObject("properties");
        properties.put("plan", "Analytics");
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
        ArrayNode columns = schema.putArray("columns");
        for (DeclaredColumn column : table.columns()) {
            if (!column.column().equals(StandardColumns.TIME_GENERATED)) {
                column(columns, column);
            }
        }
        ArrayNode standard = schema.putArray("standardColumns");
        // TenantId is a string to queries; this API alone calls it a guid.
        standard.addObject().put("name", StandardColumns.TENANT_ID.name()).put("type", "guid");
        standard.addObject()
                .put("name", StandardColumns.TIME_GENERATED.name())
                .put("type", typeName(StandardColumns.TIME_GENERATED.type()));
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
