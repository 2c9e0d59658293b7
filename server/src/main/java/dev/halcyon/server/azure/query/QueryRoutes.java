package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/workspaces/{id}/query} and the resource-centric form of the workspace itself (query.md section 1). */
public final class QueryRoutes {

    private final Workspace workspace;
    private final QueryRequests requests;

    public QueryRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.requests = new QueryRequests(workspace);
    }

    public List<Route> routes() {
        MetadataRoutes metadata = new MetadataRoutes(workspace, new WorkspaceAccess(workspace));
        List<Route> routes = new ArrayList<>(List.of(
                Route.of("/v1/workspaces/{id}/query", this::byWorkspace, "GET", "POST"),
                Route.of("/v1/subscriptions/{resource...}/query", this::byResource, "GET", "POST")));
        routes.addAll(metadata.routes());
        return routes;
    }

    private void byWorkspace(Exchange exchange) throws IOException {
        answer(exchange, requests.byWorkspace(exchange, exchange.pathParameter("id")));
    }

    private void byResource(Exchange exchange) throws IOException {
        answer(exchange, requests.byResource(exchange, "/subscriptions/" + exchange.pathParameter("resource")));
    }

    private void answer(Exchange exchange, QueryRequest request) throws IOException {
        QueryRequests.answer(request, () -> {
            try (RunningQuery query = workspace.queries().start(request)) {
                new AnswerWriter(query, request.text(), PreferHeader.of(exchange))
                        .write(exchange, workspace.resourceId());
            }
        });
    }
}
