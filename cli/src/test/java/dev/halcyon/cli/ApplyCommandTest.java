package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code halcyon apply} and {@code halcyon table}: definitions out of files. */
class ApplyCommandTest {

    private static final String TEMPLATE = """
            {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "contentVersion":"1.0.0.0",
             "parameters":{"days":{"type":"int","defaultValue":30,"allowedValues":[30,90]},
                           "suffix":{"type":"string"}},
             "variables":{"table":"[concat('Door', parameters('suffix'), '_CL')]",
                          "stream":"[format('Custom-{0}', variables('table'))]",
                          "rules":["front","back"]},
             "resources":[
              {"type":"Microsoft.Insights/dataCollectionRules","apiVersion":"2023-03-11",
               "name":"[format('{0}-rule', variables('rules')[copyIndex()])]",
               "copy":{"name":"loop","count":"[length(variables('rules'))]"},
               "location":"[resourceGroup().location]","kind":"Direct",
               "dependsOn":["[resourceId('Microsoft.OperationalInsights/workspaces/tables','workspace',variables('table'))]"],
               "properties":{
                "streamDeclarations":{"[variables('stream')]":{"columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"Who","type":"string"}]}},
                "destinations":{"logAnalytics":[{"workspaceResourceId":"[resourceId('Microsoft.OperationalInsights/workspaces','workspace')]","name":"la"}]},
                "dataFlows":[{"streams":["[variables('stream')]"],"destinations":["la"]}]}},
              {"type":"Microsoft.OperationalInsights/workspaces/tables","apiVersion":"2022-10-01",
               "name":"[concat('workspace/', variables('table'))]",
               "properties":{"retentionInDays":"[parameters('days')]","schema":{"name":"[variables('table')]",
                "columns":[{"name":"TimeGenerated","type":"dateTime"},{"name":"Who","type":"string"}]}}},
              {"type":"Microsoft.Insights/dataCollectionEndpoints","apiVersion":"2023-03-11","name":"never",
               "condition":"[equals(parameters('days'), 1)]","location":"local","properties":{}},
              {"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"module",
               "properties":{"mode":"Incremental","expressionEvaluationOptions":{"scope":"inner"},
                "parameters":{"alias":{"value":"[toLower('OPENED')]"}},
                "template":{"$schema":"x","contentVersion":"1.0.0.0","parameters":{"alias":{"type":"string"}},
                 "resources":{"search":{"type":"Microsoft.OperationalInsights/workspaces/savedSearches","apiVersion":"2020-08-01",
                  "name":"[format('{0}/{1}','workspace',parameters('alias'))]",
                  "properties":{"category":"doors","displayName":"[[plain]","query":"print 1","functionAlias":"[parameters('alias')]","version":2}}},
                 "outputs":{"alias":{"type":"string","value":"[parameters('alias')]"}}}}}],
             "outputs":{
              "rule":{"type":"string","value":"[reference('front-rule').immutableId]"},
              "alias":{"type":"string","value":"[reference('module').outputs.alias.value]"}}}
            """;

    @TempDir
    private Path folder = Path.of("unset");

    private Path data() throws IOException {
        Path data = folder.resolve("data");
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(data))) {
            assertThat(server.port()).isPositive();
        }
        return data;
    }

    @Test
    void aTemplateIsAppliedInOrderAndAgain() throws IOException {
        String file = Files.writeString(folder.resolve("main.json"), TEMPLATE).toString();
        Path values =
                Files.writeString(folder.resolve("values.json"), "{\"parameters\":{\"suffix\":{\"value\":\"A\"}}}");
        String data = data().toString();
        String[] line = {"apply", file, "--parameters", values.toString(), "--parameter", "days=90", "--data", data};
        Cli first = Cli.run(line);
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .containsSubsequence(
                        "/tables/DoorA_CL", "/dataCollectionRules/front-rule", "back-rule", "rule = \"dcr-")
                .contains("savedSearches/opened", "alias = \"opened\"")
                .doesNotContain("never");
        assertThat(Cli.run(line).out()).isEqualTo(first.out());
        Cli function = Cli.run("function", "show", "opened", "--data", data);
        assertThat(function.out()).contains("description: [plain]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "toLower('OPENED') | shout('OPENED') | The template function 'shout' is not supported",
                "Microsoft.Insights/dataCollectionEndpoints | Microsoft.Storage/storageAccounts | Microsoft.Storage",
                "variables('stream') | variables('river') | no variable 'river'",
                "\"outputs\":{ | \"functions\":[{}],\"outputs\":{ | 'functions' is not supported",
                "\"scope\":\"inner\" | \"scope\":\"outer\" | outer scope",
                "concat('workspace/' | concat('workspace' | do not fit",
                "[parameters('days')] | [parameters('days').x] | no member or element",
                "parameters('suffix') | parameters('suffix' | cannot be read",
            })
    void whatIsNotSupportedIsRefusedByName(String part, String replacement, String message) throws IOException {
        String file = Files.writeString(folder.resolve("main.json"), TEMPLATE.replace(part, replacement))
                .toString();
        Cli refused = Cli.run("apply", file, "--parameter", "suffix=A", "--data", data().toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err()).startsWith("halcyon: ").doesNotContain("\tat ");
        assertThat(refused.err()).contains(message);
    }

    @Test
    void parametersAreChecked() throws IOException {
        String file = Files.writeString(folder.resolve("main.json"), TEMPLATE).toString();
        String data = data().toString();
        assertThat(Cli.run("apply", file, "--data", data).err()).contains("The parameter 'suffix' has no value");
        assertThat(Cli.run("apply", file, "--parameter", "suffix=A", "--parameter", "days=31", "--data", data)
                        .err())
                .contains("use one of [30,90]");
        assertThat(Cli.run("apply", file, "--parameter", "suffix=A", "--parameter", "other=1", "--data", data)
                        .err())
                .contains("no parameter 'other'");
    }

    @Test
    void aSampleMakesATableAndItsRule() throws IOException {
        Path sample = Files.writeString(folder.resolve("sample.json"), """
                [{"TimeGenerated":"2023-03-19T19:56:43.7447391Z","ActualUsage":40.1,"PredictedUsage":45.1,
                  "Anomalies":-1,"DataType":"AzureDiagnostics"}]""");
        String data = data().toString();
        String transform =
                "source | extend AnomalyTimeGenerated = todatetime(TimeGenerated) | extend TimeGenerated = now()";
        Cli made = Cli.run(
                "table",
                "create",
                "Anomalies_CL",
                "--sample",
                sample.toString(),
                "--transform",
                transform,
                "--data",
                data);
        assertThat(made.err()).isEmpty();
        assertThat(made.out().lines())
                .contains(
                        "TimeGenerated: datetime",
                        "ActualUsage: real",
                        "PredictedUsage: real",
                        "Anomalies: int",
                        "DataType: string",
                        "AnomalyTimeGenerated: datetime",
                        "stream Custom-Anomalies_CL");
        Path lines = Files.writeString(folder.resolve("lines.jsonl"), "{\"a\":1}\n{\"a\":2.5,\"b\":[1]}\n");
        Cli timeless = Cli.run("table", "create", "B_CL", "--sample", lines.toString(), "--data", data);
        assertThat(timeless.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(timeless.err()).contains("TimeGenerated");
        Cli timed = Cli.run(
                "table",
                "create",
                "B_CL",
                "--sample",
                lines.toString(),
                "--transform",
                "source | extend TimeGenerated = now()",
                "--data",
                data);
        assertThat(timed.out()).contains("a: real", "b: dynamic");
        assertThat(Cli.run("table", "delete", "B_CL", "--data", data).out()).contains("deleted B_CL");
        assertThat(Cli.run("table", "delete", "B_CL", "--data", data).exitCode())
                .isEqualTo(ExitCode.USER);
    }
}
