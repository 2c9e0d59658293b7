package dev.halcyon.cli;

import dev.halcyon.cli.client.AccessClient;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the commands for applications and roles have in common. */
final class AccessWork {
    private AccessWork() {}

    /** Speaks to the server, or opens the folder. */
    static int open(WorkspaceTarget target, Target.Work<AccessClient> work) throws IOException {
        return target.open((server, _) -> new AccessClient(server), work);
    }

    /** The application of a name or client id. */
    static JsonNode application(AccessClient access, String name) {
        List<JsonNode> found = applications(access, name);
        if (found.isEmpty()) {
            throw new UserException("The workspace has no application %s.".formatted(name));
        }
        if (found.size() > 1) {
            throw new UserException("Several applications are called %s: give the client id of one, %s."
                    .formatted(name, clientIds(found)));
        }
        return found.getFirst();
    }

    /** Those of a name or client id; names need not be unique. */
    static List<JsonNode> applications(AccessClient access, String name) {
        return access.applications()
                .path("value")
                .valueStream()
                .filter(application -> application.path("name").asString("").equals(name)
                        || application.path("clientId").asString("").equalsIgnoreCase(name))
                .toList();
    }

    /** As they are told to people. */
    static String clientIds(List<JsonNode> applications) {
        return applications.stream()
                .map(application -> application.path("clientId").asString(""))
                .collect(Collectors.joining(" or "));
    }

    /** Who gets a role: an application, or a principal of an OpenID provider as it stands. */
    static String principal(AccessClient access, String name) {
        return name.contains("#")
                ? name
                : application(access, name).path("objectId").asString("");
    }

    /** A scope as people write it: {@code group}, {@code workspace}, {@code table:NAME}, {@code rule:NAME} or an id. */
    static String scope(AccessClient access, String text) {
        String workspace = access.workspaceResourceId();
        String group = workspace.substring(0, workspace.indexOf("/providers/"));
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.startsWith("/")) {
            return text;
        }
        if (lower.equals("group")) {
            return group;
        }
        if (lower.equals("workspace")) {
            return workspace;
        }
        if (lower.startsWith("table:") && text.length() > "table:".length()) {
            return workspace + "/tables/" + text.substring("table:".length());
        }
        if (lower.startsWith("rule:") && text.length() > "rule:".length()) {
            return group + "/providers/Microsoft.Insights/dataCollectionRules/" + text.substring("rule:".length());
        }
        throw new UserException(
                "--scope %s is none: give group, workspace, table:NAME, rule:NAME or a resource id.".formatted(text));
    }
}
