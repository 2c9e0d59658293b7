package dev.halcyon.server.extension;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryUnderWay;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /halcyon/v1/workspaces/{id}/queries}: which queries wait or run, and an end to one of them. A key sees its own;
 * who may manage the workspace sees all.
 */
public final class RunningQueryRoutes {

    private static final String EVERYONES = "Microsoft.OperationalInsights/workspaces/queries/delete";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final QueryCallers callers;

    public RunningQueryRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.callers = new QueryCallers(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of("/halcyon/v1/workspaces/{id}/queries", this::list, "GET"),
                Route.of("/halcyon/v1/workspaces/{id}/queries/{query}", this::cancel, "DELETE"));
    }

    private void list(Exchange exchange) throws IOException {
        Instant now = workspace.clock().now();
        ObjectNode body = JSON.createObjectNode();
        ArrayNode queries = body.putArray("queries");
        for (QueryUnderWay query : visible(exchange)) {
            queries.addObject()
                    .put("id", query.id())
                    .put("clientRequestId", query.clientId())
                    .put("caller", query.request().caller().id())
                    .put("query", query.request().text())
                    .put("started", query.since().toString())
                    .put("milliseconds", now.toEpochMilli() - query.since().toEpochMilli());
        }
        exchange.respond(200, body);
    }

    private void cancel(Exchange exchange) {
        String id = exchange.pathParameter("query");
        List<QueryUnderWay> meant = visible(exchange).stream()
                .filter(query -> query.id().equals(id)
                        || (!id.isEmpty() && query.clientId().equals(id)))
                .toList();
        if (meant.isEmpty()) {
            throw HttpProblem.of(
                    404,
                    "ResourceNotFound",
                    "No query of yours that waits or runs has this id; give the x-ms-client-request-id that it was sent"
                            + " with, or an id of the list.");
        }
        meant.forEach(query -> query.cancellation().cancel());
        exchange.respond(204);
    }

    private List<QueryUnderWay> visible(Exchange exchange) {
        Caller caller = callers.check(exchange);
        boolean everyones = caller.allows(EVERYONES, workspace.resourceId());
        return workspace.queries().underWay().stream()
                .filter(query -> everyones || query.request().caller().id().equals(caller.id()))
                .sorted(Comparator.comparing(QueryUnderWay::since))
                .toList();
    }
}
