package dev.halcyon.server.extension;

import dev.halcyon.server.azure.manage.AccessProblems;
import dev.halcyon.server.azure.manage.ManageAccess;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.AccessException;
import dev.halcyon.workspace.access.Application;
import dev.halcyon.workspace.access.NewApplication;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /halcyon/v1/applications}: the programs that may sign in. The right to change them is one with the right to give
 * roles, because a new secret lets its holder act with the roles of its application.
 */
public final class ApplicationRoutes {

    private static final String PATH = "/halcyon/v1/applications";
    private static final String ACTION = "Microsoft.Authorization/applications/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public ApplicationRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(PATH, this::list, "GET"),
                Route.of(PATH, this::create, "POST"),
                Route.of(PATH + "/{id}", this::delete, "DELETE"));
    }

    private void require(Exchange exchange, String verb) {
        access.require(exchange, ACTION + verb, workspace.resourceId());
    }

    private void list(Exchange exchange) throws IOException {
        require(exchange, "read");
        ObjectNode body = JSON.createObjectNode()
                .put("tenantId", workspace.access().tenantId())
                .put("workspaceResourceId", workspace.resourceId());
        ArrayNode value = body.putArray("value");
        workspace.access().applications().all().forEach(application -> value.add(json(application)));
        exchange.respond(200, body);
    }

    private void create(Exchange exchange) throws IOException {
        require(exchange, "write");
        JsonNode body = ManageAccess.body(exchange);
        exchange.setHeader("Cache-Control", "no-store");
        try {
            NewApplication made = workspace
                    .access()
                    .applications()
                    .create(body.path("name").asString(""), body.path("apiKey").asBoolean(false));
            ObjectNode answer = json(made.application())
                    .put("tenantId", workspace.access().tenantId())
                    .put("clientSecret", made.secret());
            made.apiKey().ifPresent(key -> answer.put("apiKey", key));
            exchange.respond(201, answer);
        } catch (AccessException e) {
            throw AccessProblems.of(e);
        }
    }

    private void delete(Exchange exchange) {
        require(exchange, "delete");
        try {
            if (!workspace.access().deleteApplication(exchange.pathParameter("id"))) {
                throw HttpProblem.of(404, "ResourceNotFound", "There is no application of that client id.");
            }
        } catch (AccessException e) {
            throw AccessProblems.of(e);
        }
        exchange.respond(204);
    }

    private static ObjectNode json(Application application) {
        return JSON.createObjectNode()
                .put("name", application.name())
                .put("clientId", application.clientId())
                .put("objectId", application.objectId())
                .put("managedIdentity", application.managed())
                .put("hasApiKey", application.keyDigest().isPresent())
                .put("createdAt", application.createdAt().toString());
    }
}
