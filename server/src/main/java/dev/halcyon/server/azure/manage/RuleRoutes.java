package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.rule.DataCollectionRule;
import dev.halcyon.workspace.rule.InvalidRuleException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Data collection rules (ingestion.md section 2). */
public final class RuleRoutes {

    private static final String GROUP_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.Insights/dataCollectionRules";
    private static final String TYPE = "Microsoft.Insights/dataCollectionRules";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.()-]{2,63}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public RuleRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace.keys());
    }

    public List<Route> routes() {
        return List.of(
                Route.of(GROUP_PATH + "/{name}", this::put, "PUT"),
                Route.of(GROUP_PATH + "/{name}", this::get, "GET"),
                Route.of(GROUP_PATH + "/{name}", this::delete, "DELETE"),
                Route.of(GROUP_PATH, this::list, "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        access.require(exchange);
        String name = exchange.pathParameter("name");
        if (!NAME.matcher(name).matches()) {
            throw HttpProblem.of(
                    400,
                    "InvalidResourceName",
                    "Rule name '%s' is not valid: 3 to 64 letters, digits, '_', '-', '.' or brackets.".formatted(name));
        }
        try {
            DataCollectionRule rule = workspace.rules().put(resourceId(exchange), ManageAccess.body(exchange));
            exchange.respond(rule.createdAt().equals(rule.modifiedAt()) ? 201 : 200, json(rule));
        } catch (InvalidRuleException e) {
            List<ErrorBody> details = e.mistakes().stream()
                    .map(mistake ->
                            ErrorBody.of(mistake.code(), mistake.message()).withTarget(mistake.target()))
                    .toList();
            throw new HttpProblem(
                    400,
                    ErrorBody.of("InvalidPayload", "Data collection rule is invalid")
                            .withDetails(details));
        }
    }

    private void get(Exchange exchange) throws IOException {
        access.require(exchange);
        DataCollectionRule rule = workspace
                .rules()
                .byResourceId(resourceId(exchange))
                .orElseThrow(() -> HttpProblem.of(
                        404,
                        "ResourceNotFound",
                        "The Resource '%s/%s' under resource group '%s' was not found."
                                .formatted(TYPE, exchange.pathParameter("name"), exchange.pathParameter("group"))));
        exchange.respond(200, json(rule));
    }

    private void delete(Exchange exchange) {
        access.require(exchange);
        exchange.respond(workspace.rules().delete(resourceId(exchange)) ? 200 : 204);
    }

    private void list(Exchange exchange) throws IOException {
        access.require(exchange);
        String prefix = groupId(exchange).toLowerCase(Locale.ROOT) + "/";
        ObjectNode body = JSON.createObjectNode();
        ArrayNode value = body.putArray("value");
        for (DataCollectionRule rule : workspace.rules().all()) {
            if (rule.resourceId().toLowerCase(Locale.ROOT).startsWith(prefix)) {
                value.add(json(rule));
            }
        }
        body.putNull("nextLink");
        exchange.respond(200, body);
    }

    private static String groupId(Exchange exchange) {
        return "/subscriptions/%s/resourceGroups/%s/providers/%s"
                .formatted(exchange.pathParameter("subscription"), exchange.pathParameter("group"), TYPE);
    }

    private static String resourceId(Exchange exchange) {
        return groupId(exchange) + "/" + exchange.pathParameter("name");
    }

    private static ObjectNode json(DataCollectionRule rule) {
        ObjectNode body = (ObjectNode) JSON.readTree(rule.json());
        body.put("id", rule.resourceId());
        body.put("name", rule.name());
        body.put("type", TYPE);
        body.put("etag", rule.etag());
        body.putObject("systemData")
                .put("createdAt", rule.createdAt().toString())
                .put("lastModifiedAt", rule.modifiedAt().toString());
        ObjectNode properties = body.withObject("properties");
        properties.put("immutableId", rule.immutableId());
        properties.put("provisioningState", "Succeeded");
        return body;
    }
}
