package dev.halcyon.cli;

import dev.halcyon.cli.client.ResourceClient;
import dev.halcyon.cli.template.Template;
import dev.halcyon.cli.template.TemplateException;
import dev.halcyon.cli.template.TemplateRun;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code halcyon apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Apply a template of Azure Resource Manager.",
        description = {
            "Creates or changes the tables, collection rules, endpoints, associations, saved searches and role "
                    + "assignments of a JSON template, as Bicep emits it. What is not supported is refused by name before "
                    + "anything is changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon apply main.json --parameter retention=90 --data halcyon-data",
            "  halcyon apply main.json --parameters main.parameters.json --url http://127.0.0.1:8080 --key KEY",
            "",
            "Exit codes: 0 success; 1 the server failed; 2 the template or a value is wrong."
        })
final class ApplyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Terminal terminal;

    @Mixin
    private final WorkspaceTarget target = new WorkspaceTarget();

    @Parameters(paramLabel = "FILE", description = "The template.")
    private Path file = Path.of("");

    @Option(names = "--parameters", paramLabel = "FILE", description = "A parameter file.")
    private @Nullable Path parameterFile;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A parameter; may be given several times.")
    private Map<String, String> given = new HashMap<>();

    ApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Template template = Template.parse(Files.readString(file));
            Map<String, JsonNode> values = values();
            return target.open(ResourceClient::new, resources -> apply(template, values, resources));
        } catch (TemplateException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private int apply(Template template, Map<String, JsonNode> values, ResourceClient resources) {
        String workspace = resources.workspaceResourceId();
        String group = workspace.substring(0, workspace.indexOf("/providers/"));
        TemplateRun.Manager manager = new TemplateRun.Manager() {
            @Override
            public JsonNode put(String id, String apiVersion, JsonNode body) {
                return resources.send("PUT", address(id), apiVersion, Optional.of(body));
            }

            @Override
            public JsonNode get(String id, String apiVersion) {
                return resources.send("GET", address(id), apiVersion, Optional.empty());
            }
        };
        TemplateRun run =
                new TemplateRun(manager, group, id -> terminal.out().println("applied " + DisplayText.visible(id)));
        ObjectNode outputs = run.apply(template, values, "halcyon");
        outputs.properties()
                .forEach(output -> terminal.out()
                        .println("%s = %s"
                                .formatted(
                                        DisplayText.visible(output.getKey()),
                                        DisplayText.visible(
                                                output.getValue().path("value").toString()))));
        return ExitCode.SUCCESS;
    }

    private static String address(String id) {
        StringBuilder path = new StringBuilder();
        for (String segment : id.split("/", -1)) {
            path.append(path.isEmpty() && segment.isEmpty() ? "" : "/").append(ResourceClient.segment(segment));
        }
        return path.toString();
    }

    private Map<String, JsonNode> values() throws IOException {
        Map<String, JsonNode> values = new HashMap<>();
        if (parameterFile != null) {
            try {
                values.putAll(TemplateRun.parameters(JSON.readTree(Files.readString(parameterFile))));
            } catch (JacksonException e) {
                throw new UserException("--parameters %s is not JSON.".formatted(parameterFile), e);
            }
        }
        given.forEach((name, value) -> values.put(name, JSON.getNodeFactory().stringNode(value)));
        return values;
    }
}
