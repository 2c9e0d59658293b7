package dev.halcyon.cli;

import dev.halcyon.cli.client.ResourceClient;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code halcyon table}. */
@Command(
        name = "table",
        header = "Make custom tables out of sample rows, and delete them.",
        description = {
            "Speaks to a running server (--url, with the owner's key: the file keys.json of its data folder has it) or "
                    + "opens a data folder that no server holds (--data)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon table create Anomalies_CL --sample rows.json --data halcyon-data",
            "  halcyon table create Doors_CL --sample doors.jsonl --transform 'source | extend TimeGenerated = now()' "
                    + "--url http://127.0.0.1:8080 --key KEY",
            "  halcyon table delete Doors_CL --data halcyon-data",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 the sample or a name is wrong."
        })
final class TableCommand extends CommandGroup {
    private static final String VERSION = "2022-10-01";
    private static final JsonMapper JSON = JsonMapper.shared();

    TableCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "create", header = "Make a table, and the rule that feeds it, with the columns of sample rows.")
    int create(
            @Mixin WorkspaceTarget target,
            @Parameters(paramLabel = "NAME", description = "The table; custom tables end in _CL.") String name,
            @Option(
                            names = "--sample",
                            required = true,
                            paramLabel = "FILE",
                            description = "Rows as a JSON array of objects, or one object a line.")
                    Path sample,
            @Option(
                            names = "--transform",
                            paramLabel = "KQL",
                            description = "What is done to each row on its way, over source.")
                    @Nullable
                    String transform,
            @Option(names = "--rule", paramLabel = "NAME", description = "Name of the rule. Default: the table's")
                    @Nullable
                    String rule)
            throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.set("sample", rows(sample));
        if (transform != null) {
            body.put("transformKql", transform);
        }
        if (rule != null) {
            body.put("rule", rule);
        }
        return target.open(ResourceClient::new, resources -> {
            JsonNode made = resources.send("POST", path(resources, name) + "/fromSample", VERSION, Optional.of(body));
            for (JsonNode column : made.path("columns")) {
                terminal.out()
                        .println("%s: %s"
                                .formatted(
                                        DisplayText.visible(column.path("name").asString("")),
                                        column.path("type").asString("")));
            }
            terminal.out().println("rule   " + made.at("/rule/immutableId").asString(""));
            terminal.out()
                    .println("stream "
                            + DisplayText.visible(made.at("/rule/stream").asString("")));
            return ExitCode.SUCCESS;
        });
    }

    private static ArrayNode rows(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            if (text.startsWith("[")) {
                return (ArrayNode) JSON.readTree(text);
            }
            ArrayNode rows = JSON.createArrayNode();
            text.lines().filter(line -> !line.isBlank()).map(JSON::readTree).forEach(rows::add);
            return rows;
        } catch (JacksonException e) {
            throw new UserException("--sample %s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    @Command(name = "delete", header = "Delete a custom table and its rows.")
    int delete(@Mixin WorkspaceTarget target, @Parameters(paramLabel = "NAME") String name) throws IOException {
        return target.open(ResourceClient::new, resources -> {
            resources.send("GET", path(resources, name), VERSION, Optional.empty());
            resources.send("DELETE", path(resources, name), VERSION, Optional.empty());
            terminal.out().println("deleted " + DisplayText.visible(name));
            return ExitCode.SUCCESS;
        });
    }

    private static String path(ResourceClient resources, String name) {
        return resources.workspaceResourceId() + "/tables/" + ResourceClient.segment(name);
    }
}
