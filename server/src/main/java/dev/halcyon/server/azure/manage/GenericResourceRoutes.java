package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.resource.StoredResource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resources of other services, which are kept and shown (G-9): roles can be held at them, collection rules associated with
 * them, and rows about them found. Types of the namespaces that this server does, or may come to do, something for are not
 * among them: who makes an alert rule must not believe that it watches.
 */
public final class GenericResourceRoutes {

    private static final String SUBSCRIPTION_PATH = "/subscriptions/{subscription}/providers/{namespace}/{rest...}";
    private static final String GROUP_PATH =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/{namespace}/{rest...}";

    private static final String LOGS = "microsoft.operationalinsights";

    private static final Set<String> DOING = Set.of(
            LOGS,
            "microsoft.advisor",
            "microsoft.alertsmanagement",
            "microsoft.authorization",
            "microsoft.insights",
            "microsoft.machinelearningservices",
            "microsoft.resourcehealth",
            "microsoft.resources",
            "microsoft.securityinsights");

    /** What hangs on a workspace and is kept and shown (management.md section 2). */
    private static final Set<String> OF_WORKSPACES = Set.of(
            "datasources",
            "gateways",
            "intelligencepacks",
            "linkedservices",
            "linkedstorageaccounts",
            "storageinsightconfigs");

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)+");
    private static final Pattern SEGMENT = Pattern.compile("[^<>%&\\\\?/#\\p{Cntrl}]{1,260}");
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z]+)?");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;
    private final HeldGroup held;

    /**
     * What an address names.
     *
     * @param type such as {@code Microsoft.Compute/virtualMachines/extensions}
     */
    private record Address(String id, String type) {}

    public GenericResourceRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
        this.held = HeldGroup.of(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(GROUP_PATH, this::get, "GET").where(taken -> isKept(taken) && isResource(taken)),
                Route.of(GROUP_PATH, this::put, "PUT").where(taken -> isKept(taken) && isResource(taken)),
                Route.of(GROUP_PATH, this::patch, "PATCH").where(taken -> isKept(taken) && isResource(taken)),
                Route.of(GROUP_PATH, this::delete, "DELETE").where(taken -> isKept(taken) && isResource(taken)),
                Route.of(GROUP_PATH, this::list, "GET").where(taken -> isKept(taken) && !isResource(taken)),
                Route.of(SUBSCRIPTION_PATH, this::list, "GET")
                        .where(taken -> isKept(taken) && segments(taken).length == 1));
    }

    private static String[] segments(Map<String, String> taken) {
        return taken.getOrDefault("rest", "").split("/", -1);
    }

    /** Types and names in turn. */
    private static boolean isResource(Map<String, String> taken) {
        return segments(taken).length % 2 == 0;
    }

    private static boolean isKept(Map<String, String> taken) {
        String namespace = taken.getOrDefault("namespace", "");
        String[] segments = segments(taken);
        for (String segment : segments) {
            if (segment.equalsIgnoreCase("providers")
                    || !SEGMENT.matcher(segment).matches()) {
                return false;
            }
        }
        if (namespace.equalsIgnoreCase(LOGS)) {
            return segments[0].equalsIgnoreCase("clusters")
                    || (segments[0].equalsIgnoreCase("workspaces")
                            && segments.length > 2
                            && OF_WORKSPACES.contains(segments[2].toLowerCase(Locale.ROOT)));
        }
        return NAMESPACE.matcher(namespace).matches() && !DOING.contains(namespace.toLowerCase(Locale.ROOT));
    }

    private Address address(Exchange exchange) {
        String namespace = exchange.pathParameter("namespace");
        String[] segments = exchange.pathParameter("rest").split("/", -1);
        StringBuilder type = new StringBuilder(namespace);
        for (int index = 0; index < segments.length; index += 2) {
            type.append('/').append(segments[index]);
        }
        return new Address("/" + String.join("/", exchange.segments()), type.toString());
    }

    /** The address of a request that may do what it asks for. */
    private Address require(Exchange exchange) {
        access.require(exchange);
        return held(exchange);
    }

    /** The same, when it is one of this server's. */
    private Address held(Exchange exchange) {
        String version = exchange.parameters().first("api-version").orElse("");
        if (!VERSION.matcher(version).matches()) {
            throw HttpProblem.of(
                    400,
                    "InvalidApiVersionParameter",
                    "The api-version '%s' is invalid: it is a date, such as 2024-03-01 or 2024-03-01-preview."
                            .formatted(version));
        }
        held.require(exchange);
        Address address = address(exchange);
        String id = address.id();
        if (address.type().regionMatches(true, 0, LOGS + "/workspaces/", 0, LOGS.length() + 12)
                && !id.regionMatches(
                        true,
                        0,
                        workspace.resourceId() + "/",
                        0,
                        workspace.resourceId().length() + 1)) {
            throw HttpProblem.of(
                    404,
                    "ParentResourceNotFound",
                    "There is no workspace of '%s': this server holds '%s'.".formatted(id, workspace.resourceId()));
        }
        return address;
    }

    private void get(Exchange exchange) throws IOException {
        exchange.respond(200, ArmJson.resource(found(require(exchange))));
    }

    private StoredResource found(Address address) {
        return workspace.resources().find(address.id()).orElseThrow(() -> ExtensionResources.notFound(address.id()));
    }

    private void put(Exchange exchange) throws IOException {
        Address address = require(exchange);
        Preconditions.check(exchange, workspace.resources().find(address.id()).map(StoredResource::etag));
        JsonNode body = ManageAccess.body(exchange);
        check(body);
        StoredResource stored = workspace.resources().put(address.id(), address.type(), body);
        exchange.respond(stored.isNew() ? 201 : 200, ArmJson.resource(stored));
    }

    private static void check(JsonNode body) {
        JsonNode properties = body.path("properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw HttpProblem.of(400, "InvalidRequestContent", "'properties' must be an object.");
        }
    }

    private void patch(Exchange exchange) throws IOException {
        Address address = require(exchange);
        StoredResource old = found(address);
        Preconditions.check(exchange, Optional.of(old.etag()));
        JsonNode changed = ArmJson.patched(JSON.readTree(old.json()), ManageAccess.body(exchange));
        check(changed);
        exchange.respond(200, ArmJson.resource(workspace.resources().put(old.id(), old.type(), changed)));
    }

    private void delete(Exchange exchange) {
        Address address = require(exchange);
        Preconditions.checkDeletion(
                exchange, workspace.resources().find(address.id()).map(StoredResource::etag));
        exchange.respond(workspace.resources().delete(address.id()) ? 200 : 204);
    }

    private void list(Exchange exchange) throws IOException {
        Address address = address(exchange);
        String prefix = exchange.findPathParameter("group").isPresent()
                ? address.id() + "/"
                : "/subscriptions/" + exchange.pathParameter("subscription") + "/";
        List<StoredResource> seen =
                access.readable(exchange, workspace.resources().below(prefix, address.type()), StoredResource::id);
        held(exchange);
        exchange.respond(200, ArmJson.list(seen.stream().map(ArmJson::resource).toList()));
    }
}
