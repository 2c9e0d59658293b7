package dev.halcyon.server.azure.query;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.engine.EngineException;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The routes of the Logs Query API (query.md section 1). */
public final class QueryRoutes {

    private static final String SUBSCRIPTIONS = "/subscriptions/";

    private final Workspace workspace;
    private final QueryRequests requests;

    public QueryRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.requests = new QueryRequests(workspace);
    }

    public List<Route> routes() {
        WorkspaceAccess access = new WorkspaceAccess(workspace);
        List<Route> routes = new ArrayList<>(List.of(
                Route.of("/v1/workspaces/{id}/query", this::byWorkspace, "GET", "POST"),
                Route.of("/v1/subscriptions/{resource...}/query", this::byResource, "GET", "POST"),
                // The same through the address of the management plane.
                Route.of(
                        "/subscriptions/{resource...}/providers/Microsoft.Insights/logs",
                        this::byResource,
                        "GET",
                        "POST"),
                Route.of("/v1/workspaces/{id}/search", this::search, "GET", "POST"),
                Route.of(workspacePath("/search"), this::searchNamedWorkspace, "GET", "POST"),
                Route.of(workspacePath("/query"), this::byNamedWorkspace, "GET", "POST"),
                Route.of(workspacePath("/api/query"), this::byNamedWorkspace, "GET", "POST")));
        routes.addAll(new BatchRoutes(workspace, access, requests).routes());
        routes.addAll(new MetadataRoutes(workspace, access).routes());
        return routes;
    }

    private static String workspacePath(String end) {
        return "/subscriptions/{group...}/providers/Microsoft.OperationalInsights/workspaces/{name}" + end;
    }

    private void byWorkspace(Exchange exchange) throws IOException {
        answer(exchange, requests.byWorkspace(exchange, exchange.pathParameter("id")));
    }

    private void byResource(Exchange exchange) throws IOException {
        answer(exchange, requests.byResource(exchange, SUBSCRIPTIONS + exchange.pathParameter("resource")));
    }

    private void byNamedWorkspace(Exchange exchange) throws IOException {
        answer(exchange, requests.byResource(exchange, namedWorkspace(exchange)));
    }

    private void search(Exchange exchange) throws IOException {
        answer(exchange, searching(requests.byWorkspace(exchange, exchange.pathParameter("id"))));
    }

    private void searchNamedWorkspace(Exchange exchange) throws IOException {
        answer(exchange, searching(requests.byResource(exchange, namedWorkspace(exchange))));
    }

    private static String namedWorkspace(Exchange exchange) {
        return SUBSCRIPTIONS + exchange.pathParameter("group") + "/providers/Microsoft.OperationalInsights/workspaces/"
                + exchange.pathParameter("name");
    }

    /** A query of tables with the plans Basic and Auxiliary, whose time range stands beside the text. */
    private static QueryRequest searching(QueryRequest request) {
        if (request.timeRange().isEmpty()) {
            throw QueryProblems.invalidBody("A search needs a 'timespan', such as P1D, in the address or the body.");
        }
        return request.as(QueryRequest.Kind.SEARCH);
    }

    private void answer(Exchange exchange, QueryRequest request) throws IOException {
        QueryRequests.answer(request, () -> {
            Cancellation cancellation = new Cancellation();
            try (Exchange.Watch _ = exchange.whenClientGoes(cancellation::cancel);
                    RunningQuery query = workspace
                            .queries()
                            .start(request, exchange.requestId(), exchange.clientRequestId(), cancellation)) {
                PreferHeader prefer = PreferHeader.of(exchange);
                new AnswerWriter(query, request.text(), prefer)
                        .write(
                                () -> exchange.stream(200, Exchange.JSON),
                                workspace.resourceId(),
                                request.resourceScope(),
                                requests.hiddenTables(request, prefer));
            } catch (EngineException e) {
                if (e.kind() == EngineException.Kind.CANCELLED
                        && cancellation.isCancelled()
                        && !workspace.queries().isClosing()) {
                    // Somebody wanted its end: a status that makes clients send it again would undo that.
                    throw HttpProblem.of(409, "OperationCanceled", "The query was cancelled.");
                }
                throw e;
            }
        });
    }
}
