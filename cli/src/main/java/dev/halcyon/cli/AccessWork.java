package dev.halcyon.cli;

import dev.halcyon.cli.client.AccessClient;
import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.ResultColumn;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.client.ServerAccess;
import dev.halcyon.cli.output.AnswerWriter;
import dev.halcyon.cli.output.OutputFormat;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the commands for applications and roles have in common. */
final class AccessWork {
    private AccessWork() {}

    /** What is done with the applications and roles of a workspace. */
    @FunctionalInterface
    interface Work {
        int with(AccessClient access) throws IOException;
    }

    /** Speaks to the server, or opens the folder. */
    static int open(WorkspaceTarget target, Work work) throws IOException {
        Optional<Path> folder = target.folder();
        if (folder.isEmpty()) {
            try (AccessClient access = new AccessClient(target.access())) {
                return work.with(access);
            }
        }
        ServerLog.configure(Level.WARNING);
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder.get()));
                AccessClient access =
                        new AccessClient(new ServerAccess(URI.create(server.address()), server.ownerKey()))) {
            return work.with(access);
        }
    }

    /** The application of a name or client id. */
    static JsonNode application(AccessClient access, String name) {
        List<JsonNode> found = access.applications()
                .path("value")
                .valueStream()
                .filter(application -> application.path("name").asString("").equals(name)
                        || application.path("clientId").asString("").equalsIgnoreCase(name))
                .toList();
        if (found.isEmpty()) {
            throw new UserException("The workspace has no application %s.".formatted(name));
        }
        if (found.size() > 1) {
            throw new UserException("Several applications are called %s: give the client id.".formatted(name));
        }
        return found.getFirst();
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

    static void table(
            Terminal terminal, OutputFormat output, String name, List<String> headings, List<List<String>> rows)
            throws IOException {
        List<ResultColumn> columns = headings.stream()
                .map(heading -> new ResultColumn(heading, "string"))
                .toList();
        List<List<JsonNode>> cells = rows.stream()
                .map(row -> row.stream()
                        .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                        .toList())
                .toList();
        new AnswerWriter(terminal, Integer.MAX_VALUE)
                .write(
                        new QueryAnswer(
                                List.of(new ResultTable(name, columns, cells)),
                                Optional.empty(),
                                List.of(),
                                Optional.empty()),
                        output);
    }
}
