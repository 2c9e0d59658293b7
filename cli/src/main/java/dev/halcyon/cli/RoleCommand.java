package dev.halcyon.cli;

import dev.halcyon.cli.client.AccessClient;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code halcyon role}. */
@Command(
        name = "role",
        header = "Give roles to applications, list them, take them away.",
        description = {
            "A role holds at its scope and everything below: group (the default: workspace and collection rules), "
                    + "workspace, table:NAME, rule:NAME or a resource id. Principals of an OpenID provider are named "
                    + "ISSUER#SUBJECT. With --condition 'Log Analytics Data Reader' holds for some tables or rows only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon role assign notebook 'Log Analytics Reader' --data halcyon-data",
            "  halcyon role assign notebook 'Log Analytics Reader' --scope table:Usage --data halcyon-data",
            "  halcyon role assign sender 'Monitoring Metrics Publisher' --scope rule:usage --data halcyon-data",
            "  halcyon role list --data halcyon-data",
            "  halcyon role remove notebook 'Log Analytics Reader' --data halcyon-data"
        })
final class RoleCommand extends CommandGroup {
    private static final String GROUP = "group";

    RoleCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "assign", header = "Give a role.")
    int assign(
            @Mixin WorkspaceTarget target,
            @Parameters(index = "0", paramLabel = "APP", description = "Name or client id, or ISSUER#SUBJECT.")
                    String name,
            @Parameters(index = "1", paramLabel = "ROLE", description = "Name or GUID.") String role,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            defaultValue = GROUP,
                            description = "Where it holds. Default: ${DEFAULT-VALUE}")
                    String scope,
            @Option(
                            names = "--condition",
                            paramLabel = "CONDITION",
                            defaultValue = "",
                            description = "Which tables and rows, in the language of Azure's conditions 2.0.")
                    String condition)
            throws IOException {
        return AccessWork.open(target, access -> {
            String where = AccessWork.scope(access, scope);
            access.assign(
                    where,
                    role(access, where, role).path("id").asString(""),
                    AccessWork.principal(access, name),
                    condition);
            terminal.out()
                    .println("assigned %s to %s at %s"
                            .formatted(
                                    DisplayText.visible(role), DisplayText.visible(name), DisplayText.visible(where)));
            return ExitCode.SUCCESS;
        });
    }

    private static JsonNode role(AccessClient access, String scope, String name) {
        return access.role(scope, name)
                .orElseThrow(() -> new UserException("There is no role %s. Roles: %s."
                        .formatted(
                                name,
                                access.roles(scope).stream()
                                        .map(role ->
                                                role.at("/properties/roleName").asString(""))
                                        .collect(Collectors.joining(", ")))));
    }

    @Command(name = "list", header = "List who has which role, and where.")
    int list(@Mixin WorkspaceTarget target, @Mixin OutputOption output) throws IOException {
        return AccessWork.open(target, access -> {
            String group = AccessWork.scope(access, GROUP);
            Map<String, String> names = new HashMap<>();
            for (JsonNode application : access.applications().path("value")) {
                names.put(
                        application.path("objectId").asString(""),
                        application.path("name").asString(""));
            }
            Map<String, String> roles = new HashMap<>();
            for (JsonNode role : access.roles(group)) {
                roles.put(
                        role.path("name").asString(""),
                        role.at("/properties/roleName").asString(""));
            }
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode assignment : access.assignments(group)) {
                JsonNode properties = assignment.path("properties");
                String principal = properties.path("principalId").asString("");
                String definition = properties.path("roleDefinitionId").asString("");
                String id = definition.substring(definition.lastIndexOf('/') + 1);
                rows.add(List.of(
                        names.getOrDefault(principal, principal),
                        roles.getOrDefault(id, id),
                        properties.path("scope").asString(""),
                        properties.path("condition").asString("")));
            }
            return list("Roles", List.of("Principal", "Role", "Scope", "Condition"), rows.stream(), output.format());
        });
    }

    @Command(name = "remove", header = "Take a role away, at once.")
    int remove(
            @Mixin WorkspaceTarget target,
            @Parameters(index = "0", paramLabel = "APP", description = "Name or client id, or ISSUER#SUBJECT.")
                    String name,
            @Parameters(index = "1", paramLabel = "ROLE", description = "Name or GUID.") String role,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            defaultValue = GROUP,
                            description = "Where it holds. Default: ${DEFAULT-VALUE}")
                    String scope)
            throws IOException {
        return AccessWork.open(target, access -> {
            String where = AccessWork.scope(access, scope);
            String definition = role(access, where, role).path("name").asString("");
            String principal = AccessWork.principal(access, name);
            for (JsonNode assignment : access.assignments(where)) {
                JsonNode properties = assignment.path("properties");
                if (properties.path("principalId").asString("").equals(principal)
                        && properties.path("roleDefinitionId").asString("").endsWith("/" + definition)
                        && properties.path("scope").asString("").equalsIgnoreCase(where)) {
                    access.remove(assignment.path("id").asString(""));
                    terminal.out().println("removed");
                    return ExitCode.SUCCESS;
                }
            }
            throw new UserException("%s has no role %s at %s.".formatted(name, role, where));
        });
    }
}
