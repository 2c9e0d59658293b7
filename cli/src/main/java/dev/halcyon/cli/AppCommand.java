package dev.halcyon.cli;

import dev.halcyon.cli.output.OutputFormat;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code halcyon app}. */
@Command(
        name = "app",
        header = "Create, list and delete applications: programs that sign in with client id and secret.",
        description = {
            "An application may do nothing until it has a role: see halcyon role. Speaks to a running server (--url, with "
                    + "the owner's key) or opens a data folder that no server holds (--data)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon app create notebook --data halcyon-data",
            "  halcyon app list --url http://127.0.0.1:8080 --key KEY",
            "  halcyon app delete notebook --data halcyon-data"
        })
final class AppCommand extends CommandGroup {
    private static final Map<String, String> LABELS =
            Map.of("tenantId", "tenant", "clientId", "client id", "clientSecret", "secret", "apiKey", "api key");

    AppCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "create", header = "Create an application; its secret is shown once.")
    int create(
            @Mixin WorkspaceTarget target,
            @Parameters(paramLabel = "NAME", description = "What people call it.") String name,
            @Option(names = "--api-key", description = "Also give it an API key for the header X-Api-Key.")
                    boolean apiKey,
            @Mixin OutputOption output)
            throws IOException {
        return AccessWork.open(target, access -> {
            List<JsonNode> namesakes = AccessWork.applications(access, name);
            JsonNode made = access.createApplication(name, apiKey);
            if (!namesakes.isEmpty()) {
                terminal.err()
                        .println(
                                "%s: %s is the name of another application, too (%s): tell them apart by their client ids"
                                        .formatted(
                                                terminal.styled(Style.WARNING, "warning"),
                                                DisplayText.visible(name),
                                                AccessWork.clientIds(namesakes)));
            }
            List<String> fields = Stream.of("tenantId", "clientId", "clientSecret", "apiKey")
                    .filter(made::has)
                    .toList();
            List<String> values =
                    fields.stream().map(field -> made.path(field).asString("")).toList();
            if (output.format() != OutputFormat.TABLE) {
                return list("Application", fields, Stream.of(values), output.format());
            }
            for (int index = 0; index < fields.size(); index++) {
                line(LABELS.getOrDefault(fields.get(index), fields.get(index)), values.get(index));
            }
            terminal.out()
                    .println(terminal.styled(Style.DIM, "Keep the secret: it is not stored and not shown again."));
            return ExitCode.SUCCESS;
        });
    }

    private void line(String name, String value) {
        terminal.out().println("  %-10s %s".formatted(name, DisplayText.visible(value)));
    }

    @Command(name = "list", header = "List the applications.")
    int list(@Mixin WorkspaceTarget target, @Mixin OutputOption output) throws IOException {
        return AccessWork.open(target, access -> {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode application : access.applications().path("value")) {
                rows.add(List.of(
                        application.path("name").asString(""),
                        application.path("clientId").asString(""),
                        application.path("objectId").asString(""),
                        application.path("createdAt").asString("")));
            }
            return list(
                    "Applications", List.of("Name", "ClientId", "ObjectId", "Created"), rows.stream(), output.format());
        });
    }

    @Command(name = "delete", header = "Delete an application with its roles; its tokens end at once.")
    int delete(
            @Mixin WorkspaceTarget target,
            @Parameters(paramLabel = "NAME", description = "Name or client id.") String name)
            throws IOException {
        return AccessWork.open(target, access -> {
            access.deleteApplication(
                    AccessWork.application(access, name).path("clientId").asString(""));
            terminal.out().println("deleted " + DisplayText.visible(name));
            return ExitCode.SUCCESS;
        });
    }
}
