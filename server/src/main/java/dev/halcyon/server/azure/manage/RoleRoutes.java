package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.AccessControl;
import dev.halcyon.workspace.access.AccessException;
import dev.halcyon.workspace.access.RoleAssignment;
import dev.halcyon.workspace.access.RoleDefinition;
import dev.halcyon.workspace.access.Scope;
import dev.halcyon.workspace.access.condition.Condition;
import dev.halcyon.workspace.access.condition.ConditionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Role assignments and role definitions at any scope (management.md section 2, identity.md section 9). */
public final class RoleRoutes {

    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
    private static final String SCOPED = "/subscriptions/{scope...}" + AUTHORIZATION;
    private static final String ASSIGNMENT_TYPE = "Microsoft.Authorization/roleAssignments";
    private static final String DEFINITION_TYPE = "Microsoft.Authorization/roleDefinitions";
    private static final int LONGEST_SCOPE = 1_000;
    private static final Pattern PRINCIPAL_FILTER =
            Pattern.compile("\\s*(?:principalId\\s+eq\\s+'([^']+)'|assignedTo\\('([^']+)'\\))\\s*");
    private static final Pattern NAME_FILTER = Pattern.compile("\\s*roleName\\s+eq\\s+'((?:[^']|'')+)'\\s*");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AccessControl control;
    private final ManageAccess access;
    private final String workspaceId;

    public RoleRoutes(Workspace workspace) {
        this.control = workspace.access();
        this.access = new ManageAccess(workspace);
        this.workspaceId = workspace.resourceId();
    }

    public List<Route> routes() {
        String assignments = SCOPED + "roleAssignments";
        String definitions = SCOPED + "roleDefinitions";
        return List.of(
                Route.of(assignments + "/{name}", this::putAssignment, "PUT"),
                Route.of(assignments + "/{name}", this::getAssignment, "GET"),
                Route.of(assignments + "/{name}", this::deleteAssignment, "DELETE"),
                Route.of(assignments, this::listAssignments, "GET"),
                Route.of(definitions + "/{id}", this::putDefinition, "PUT"),
                Route.of(definitions + "/{id}", this::getDefinition, "GET"),
                Route.of(definitions + "/{id}", this::deleteDefinition, "DELETE"),
                Route.of(definitions, this::listDefinitions, "GET"));
    }

    private void require(Exchange exchange, ApiVersions versions) {
        access.require(exchange);
        versions.require(exchange);
    }

    private static String scope(Exchange exchange) {
        String scope = "/subscriptions/" + exchange.pathParameter("scope");
        if (scope.length() > LONGEST_SCOPE) {
            throw HttpProblem.of(
                    400, "InvalidScope", "The scope is longer than %d characters.".formatted(LONGEST_SCOPE));
        }
        return scope;
    }

    private void putAssignment(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.ROLE_ASSIGNMENTS);
        JsonNode properties = ManageAccess.body(exchange).path("properties");
        Optional<Condition> condition = condition(properties);
        String role = properties.path("roleDefinitionId").asString("");
        String principal = properties.path("principalId").asString("");
        if (role.isBlank() || principal.isBlank()) {
            throw HttpProblem.of(
                    400,
                    "InvalidRequestContent",
                    "A role assignment needs properties.roleDefinitionId and properties.principalId.");
        }
        try {
            RoleAssignment made = control.assign(
                    exchange.pathParameter("name"),
                    role.substring(role.lastIndexOf('/') + 1),
                    principal,
                    scope(exchange),
                    condition);
            exchange.respond(201, json(made));
        } catch (AccessException e) {
            throw AccessProblems.of(e);
        }
    }

    private static Optional<Condition> condition(JsonNode properties) {
        String text = properties.path("condition").asString("");
        String version = properties.path("conditionVersion").asString("");
        if (!version.isBlank() && !version.equals(Condition.VERSION)) {
            throw HttpProblem.of(
                    400,
                    "InvalidConditionVersion",
                    "The version '%s' of conditions is not supported: '%s' is.".formatted(version, Condition.VERSION));
        }
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AccessControl.condition(text));
        } catch (ConditionException e) {
            throw HttpProblem.of(
                    400,
                    "InvalidCondition",
                    "The role assignment condition is invalid at position %d: %s."
                            .formatted(e.position() + 1, e.getMessage()));
        }
    }

    private void getAssignment(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.ROLE_ASSIGNMENTS);
        exchange.respond(
                200,
                json(assignment(exchange)
                        .orElseThrow(() -> HttpProblem.of(
                                404,
                                "RoleAssignmentNotFound",
                                "The role assignment '%s' is not found.".formatted(exchange.pathParameter("name"))))));
    }

    /** By name, and only below the scope that the address names: the right to look was checked for that one. */
    private Optional<RoleAssignment> assignment(Exchange exchange) {
        String scope = scope(exchange);
        return control.roles()
                .assignment(exchange.pathParameter("name"))
                .filter(found -> Scope.covers(scope, found.scope()));
    }

    private void deleteAssignment(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.ROLE_ASSIGNMENTS);
        Optional<RoleAssignment> found = assignment(exchange);
        if (found.isEmpty()) {
            exchange.respond(204);
            return;
        }
        control.roles().remove(found.get().name());
        exchange.respond(200, json(found.get()));
    }

    private void listAssignments(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.ROLE_ASSIGNMENTS);
        String scope = scope(exchange);
        Predicate<RoleAssignment> wanted =
                filter(exchange.parameters().first("$filter").orElse(""), scope);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode value = body.putArray("value");
        control.roles().assignments().stream().filter(wanted).forEach(found -> value.add(json(found)));
        body.putNull("nextLink");
        exchange.respond(200, body);
    }

    private static Predicate<RoleAssignment> filter(String filter, String scope) {
        Predicate<RoleAssignment> above = found -> Scope.covers(found.scope(), scope);
        Predicate<RoleAssignment> near = above.or(found -> Scope.covers(scope, found.scope()));
        if (filter.isBlank()) {
            return near;
        }
        if (filter.strip().equalsIgnoreCase("atScope()")) {
            return above;
        }
        Matcher principal = PRINCIPAL_FILTER.matcher(filter);
        if (principal.matches()) {
            String id = principal.group(1) == null ? principal.group(2) : principal.group(1);
            return near.and(found -> found.principalId().equalsIgnoreCase(id));
        }
        throw HttpProblem.of(
                400,
                "InvalidFilter",
                "The filter is not supported: use atScope(), principalId eq '…' or assignedTo('…').");
    }

    /**
     * A role means the same wherever it is held, so the right at the scope of the address alone would let the owner of one
     * table widen what others hold above it.
     */
    private void requireEverywhere(Exchange exchange) {
        require(exchange, ApiVersions.ROLE_DEFINITIONS);
        String action =
                ResourceAction.of(exchange.method(), exchange.segments()).action();
        access.require(exchange, action, workspaceId);
        String id = exchange.pathParameter("id");
        for (RoleAssignment assignment : control.roles().assignments()) {
            if (assignment.roleId().equalsIgnoreCase(id)) {
                access.require(exchange, action, assignment.scope());
            }
        }
    }

    private void putDefinition(Exchange exchange) throws IOException {
        requireEverywhere(exchange);
        JsonNode properties = ManageAccess.body(exchange).path("properties");
        List<String> actions = new ArrayList<>();
        List<String> notActions = new ArrayList<>();
        List<String> dataActions = new ArrayList<>();
        List<String> notDataActions = new ArrayList<>();
        for (JsonNode permission : properties.path("permissions")) {
            permission.path("actions").forEach(action -> actions.add(action.asString("")));
            permission.path("notActions").forEach(action -> notActions.add(action.asString("")));
            permission.path("dataActions").forEach(action -> dataActions.add(action.asString("")));
            permission.path("notDataActions").forEach(action -> notDataActions.add(action.asString("")));
        }
        try {
            RoleDefinition made = control.roles()
                    .define(new RoleDefinition(
                            exchange.pathParameter("id"),
                            properties.path("roleName").asString(""),
                            properties.path("description").asString(""),
                            false,
                            actions,
                            notActions,
                            dataActions,
                            notDataActions));
            exchange.respond(201, json(made, scope(exchange)));
        } catch (AccessException e) {
            throw AccessProblems.of(e);
        }
    }

    private void getDefinition(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.ROLE_DEFINITIONS);
        RoleDefinition role = control.roles()
                .definition(exchange.pathParameter("id"))
                .orElseThrow(() -> HttpProblem.of(
                        404,
                        "RoleDefinitionDoesNotExist",
                        "The specified role definition with ID '%s' does not exist."
                                .formatted(exchange.pathParameter("id"))));
        exchange.respond(200, json(role, scope(exchange)));
    }

    private void deleteDefinition(Exchange exchange) {
        requireEverywhere(exchange);
        try {
            exchange.respond(control.roles().undefine(exchange.pathParameter("id")) ? 200 : 204);
        } catch (AccessException e) {
            throw AccessProblems.of(e);
        }
    }

    private void listDefinitions(Exchange exchange) throws IOException {
        require(exchange, ApiVersions.ROLE_DEFINITIONS);
        String filter = exchange.parameters().first("$filter").orElse("");
        Matcher name = NAME_FILTER.matcher(filter);
        if (!filter.isBlank() && !name.matches()) {
            throw HttpProblem.of(400, "InvalidFilter", "The filter is not supported: use roleName eq '…'.");
        }
        ObjectNode body = JSON.createObjectNode();
        ArrayNode value = body.putArray("value");
        for (RoleDefinition role : control.roles().definitions()) {
            if (filter.isBlank() || role.name().equalsIgnoreCase(name.group(1).replace("''", "'"))) {
                value.add(json(role, scope(exchange)));
            }
        }
        body.putNull("nextLink");
        exchange.respond(200, body);
    }

    private static ObjectNode json(RoleAssignment assignment) {
        ObjectNode body = JSON.createObjectNode()
                .put("id", assignment.scope() + AUTHORIZATION + "roleAssignments/" + assignment.name())
                .put("name", assignment.name())
                .put("type", ASSIGNMENT_TYPE);
        ObjectNode properties = body.putObject("properties")
                .put("roleDefinitionId", subscription(assignment.scope()) + definition(assignment.roleId()))
                .put("principalId", assignment.principalId())
                .put("principalType", assignment.principalType())
                .put("scope", assignment.scope())
                .put("createdOn", assignment.createdAt().toString())
                .put("updatedOn", assignment.createdAt().toString());
        if (assignment.condition().isPresent()) {
            properties.put("condition", assignment.condition().get().text()).put("conditionVersion", Condition.VERSION);
        } else {
            properties.putNull("condition").putNull("conditionVersion");
        }
        return body;
    }

    private static ObjectNode json(RoleDefinition role, String scope) {
        ObjectNode body = JSON.createObjectNode()
                .put("id", subscription(scope) + definition(role.id()))
                .put("name", role.id())
                .put("type", DEFINITION_TYPE);
        ObjectNode properties = body.putObject("properties")
                .put("roleName", role.name())
                .put("type", role.builtIn() ? "BuiltInRole" : "CustomRole")
                .put("description", role.description());
        properties.putArray("assignableScopes").add("/");
        ObjectNode permission = properties.putArray("permissions").addObject();
        strings(permission.putArray("actions"), role.actions());
        strings(permission.putArray("notActions"), role.notActions());
        strings(permission.putArray("dataActions"), role.dataActions());
        strings(permission.putArray("notDataActions"), role.notDataActions());
        return body;
    }

    private static String definition(String id) {
        return AUTHORIZATION + "roleDefinitions/" + id;
    }

    /** Definitions are told below the subscription, wherever they are asked for. */
    private static String subscription(String scope) {
        String[] segments = scope.split("/", 4);
        return segments.length < 3 ? scope : "/" + segments[1] + "/" + segments[2];
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
