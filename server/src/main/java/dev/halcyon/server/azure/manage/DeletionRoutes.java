package dev.halcyon.server.azure.manage;

import dev.halcyon.kql.type.Ticks;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.deletion.Deletion;
import dev.halcyon.workspace.deletion.DeletionFilter;
import dev.halcyon.workspace.deletion.DeletionRequests.Kind;
import dev.halcyon.workspace.deletion.InvalidDeletionException;
import dev.halcyon.workspace.deletion.TooManyDeletionsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows removed by filters: {@code deleteData} of a table and {@code purge} (management.md section 4). */
public final class DeletionRoutes {

    private static final String WORKSPACE_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.OperationalInsights/workspaces/{workspace}";
    private static final String PURGE = "purge-";
    private static final String RETRY_AFTER = "Retry-After";
    /** A deletion of a few extents is done sooner than this. */
    private static final String RETRY_SECONDS = "1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public DeletionRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(WORKSPACE_PATH + "/tables/{table}/deleteData", this::deleteData, "POST"),
                Route.of(WORKSPACE_PATH + "/purge", this::purge, "POST"),
                Route.of(WORKSPACE_PATH + "/operations/{operation}", this::operation, "GET"));
    }

    private void require(Exchange exchange, ApiVersions versions) {
        access.require(exchange, workspace);
        versions.require(exchange);
    }

    private void deleteData(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.TABLES);
        Deletion deletion =
                start(exchange, Kind.DELETION, exchange.pathParameter("table"), ManageAccess.body(exchange));
        exchange.setHeader("Azure-AsyncOperation", address(exchange, deletion.id()));
        exchange.setHeader("Location", address(exchange, deletion.id()));
        exchange.setHeader(RETRY_AFTER, RETRY_SECONDS);
        exchange.respond(202);
    }

    private void purge(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.WORKSPACES);
        JsonNode body = ManageAccess.body(exchange);
        Deletion deletion = start(exchange, Kind.PURGE, body.path("table").asString(""), body);
        String id = PURGE + deletion.id();
        exchange.setHeader("x-ms-status-location", address(exchange, id));
        exchange.setHeader(RETRY_AFTER, RETRY_SECONDS);
        exchange.respond(202, JSON.createObjectNode().put("operationId", id));
    }

    private static String address(Exchange exchange, String operation) {
        return exchange.baseAddress()
                + WORKSPACE_PATH
                        .replace("{subscription}", exchange.pathParameter("subscription"))
                        .replace("{group}", exchange.pathParameter("group"))
                        .replace("{workspace}", exchange.pathParameter("workspace"))
                + "/operations/" + operation + "?api-version="
                + exchange.parameters().first("api-version").orElse("");
    }

    private Deletion start(Exchange exchange, Kind kind, String table, JsonNode body) {
        try {
            List<DeletionFilter> filters = new ArrayList<>();
            for (JsonNode filter : body.path("filters")) {
                filters.add(new DeletionFilter(
                        filter.path("column").asString(""),
                        filter.path("operator").asString(""),
                        values(filter.path("value"))));
            }
            return workspace.deletionRequests().take(kind, table, filters, ManageAccess.caller(exchange));
        } catch (InvalidDeletionException e) {
            throw HttpProblem.of(400, "InvalidRequestContent", String.valueOf(e.getMessage()));
        } catch (TooManyDeletionsException e) {
            throw HttpProblem.retry(
                    429,
                    "TooManyRequests",
                    String.valueOf(e.getMessage()),
                    Math.toIntExact(e.retryAfter().toSeconds() + 1));
        }
    }

    private static List<String> values(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> values.add(text(item)));
        } else if (!value.isMissingNode() && !value.isNull()) {
            values.add(text(value));
        }
        return values;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private void operation(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.WORKSPACES);
        String id = exchange.pathParameter("operation");
        boolean purge = id.startsWith(PURGE);
        Deletion deletion = workspace
                .deletions()
                .find(purge ? id.substring(PURGE.length()) : id)
                .orElseThrow(
                        () -> HttpProblem.of(404, "OperationNotFound", "There is no operation '%s'.".formatted(id)));
        if (deletion.status() == Deletion.Status.IN_PROGRESS) {
            exchange.setHeader(RETRY_AFTER, RETRY_SECONDS);
        }
        exchange.respond(200, purge ? purgeStatus(deletion) : operationStatus(id, deletion));
    }

    /** The service knows two states; one that failed says so rather than stay pending for ever. */
    private static ObjectNode purgeStatus(Deletion deletion) {
        return JSON.createObjectNode()
                .put(
                        "status",
                        switch (deletion.status()) {
                            case IN_PROGRESS -> "pending";
                            case SUCCEEDED -> "completed";
                            case FAILED -> "failed";
                        });
    }

    private ObjectNode operationStatus(String id, Deletion deletion) {
        ObjectNode status = JSON.createObjectNode()
                .put("id", workspace.resourceId() + "/operations/" + id)
                .put("name", id)
                .put(
                        "status",
                        switch (deletion.status()) {
                            case IN_PROGRESS -> "InProgress";
                            case SUCCEEDED -> "Succeeded";
                            case FAILED -> "Failed";
                        })
                .put("startTime", Ticks.datetimeText(deletion.requested().ticks()))
                .put("rows", deletion.rows());
        if (deletion.endedTicks() > 0) {
            status.put("endTime", Ticks.datetimeText(deletion.endedTicks()));
        } else {
            status.putNull("endTime");
        }
        if (deletion.status() == Deletion.Status.FAILED) {
            status.putObject("error").put("code", "DeletionFailed").put("message", deletion.reason());
        } else {
            status.putNull("error");
        }
        return status;
    }
}
