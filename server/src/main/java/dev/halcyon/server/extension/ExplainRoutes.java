package dev.halcyon.server.extension;

import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ResultTable;
import dev.halcyon.server.azure.query.QueryRequests;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.query.Explanation;
import dev.halcyon.workspace.query.QueryRequest;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /halcyon/v1/workspaces/{id}/explain}: syntax tree, plan, SQL and engine plan of a query that is not run. It
 * takes the requests of {@code /v1/workspaces/{id}/query}.
 */
public final class ExplainRoutes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final QueryRequests requests;

    public ExplainRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.requests = new QueryRequests(workspace);
    }

    public List<Route> routes() {
        return List.of(Route.of("/halcyon/v1/workspaces/{id}/explain", this::explain, "GET", "POST"));
    }

    private void explain(Exchange exchange) throws IOException {
        QueryRequest request = requests.byWorkspace(exchange, exchange.pathParameter("id"));
        QueryRequests.answer(
                request, () -> exchange.respond(200, json(workspace.queries().explain(request))));
    }

    private static ObjectNode json(Explanation explanation) {
        ObjectNode body = JSON.createObjectNode();
        TreeJson syntax = new TreeJson();
        body.set("syntax", syntax.of(explanation.syntax()));
        boolean shortened = syntax.isShortened();
        ArrayNode results = body.putArray("results");
        for (int index = 0; index < explanation.statements().size(); index++) {
            ResultTable result = explanation.plan().results().get(index);
            ObjectNode table = results.addObject().put("name", result.name());
            ArrayNode columns = table.putArray("columns");
            for (PlanColumn column : result.relation().columns()) {
                columns.addObject()
                        .put("name", column.name())
                        .put("type", column.type().kqlName());
            }
            if (TreeJson.readsRestricted(result.relation())) {
                // All three name what the hidden rows hold, and the estimates of the engine count them.
                table.putNull("plan")
                        .putNull("sql")
                        .putNull("enginePlan")
                        .put("withheld", "The query reads a table of which you see some rows only.");
                continue;
            }
            TreeJson plan = new TreeJson();
            table.set("plan", plan.of(result.relation()));
            shortened |= plan.isShortened();
            String enginePlan = explanation.enginePlans().get(index);
            if (TreeJson.readsFiles(result.relation())) {
                // Both texts hold the paths of the files on the server.
                table.putNull("sql").putNull("enginePlan").put("withheld", "The query reads files of the server.");
            } else if (enginePlan.isEmpty()) {
                table.put("sql", explanation.statements().get(index)).putNull("enginePlan");
            } else {
                table.put("sql", explanation.statements().get(index)).put("enginePlan", enginePlan);
            }
        }
        return body.put("shortened", shortened);
    }
}
