package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates in the form that Bicep compiles to: symbolic names, loops, shared types, modules, lambdas. */
class BicepTemplateTest {

    private static final String SENSORS = """
            {"parameters":{"sensors":{"value":[
              {"name":"Heat","columns":[{"name":"Degrees","type":"real"},{"name":"Room","type":"string"}]},
              {"name":"Light","days":90,"columns":[{"name":"Lux","type":"long"}]}]}}}""";

    @TempDir
    private Path folder = Path.of("unset");

    private String template = "";

    @BeforeEach
    void read() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BicepTemplateTest.class.getResourceAsStream("/templates/symbolic-names.json"))) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder.resolve("data")))) {
            assertThat(server.port()).isPositive();
        }
    }

    private Cli apply(String text, String values) throws IOException {
        return Cli.run(
                "apply",
                Files.writeString(folder.resolve("main.json"), text).toString(),
                "--parameters",
                Files.writeString(folder.resolve("values.json"), values).toString(),
                "--data",
                folder.resolve("data").toString());
    }

    @Test
    void everythingIsAppliedInOrder() throws IOException {
        Cli applied = apply(template, SENSORS);
        assertThat(applied.err()).isEmpty();
        assertThat(applied.exitCode()).isZero();
        assertThat(applied.out())
                .containsSubsequence("/tables/Heat_CL", "/dataCollectionRules/dcr-heat", "/diagnosticSettings/errors")
                .containsSubsequence("/tables/Light_CL", "/dataCollectionRules/dcr-light")
                .containsSubsequence("/tables/Light_CL", "/savedSearches/allSensors")
                .contains(
                        "rules = [\"dcr-",
                        "states = [\"dcr-heat\",\"dcr-light\"]",
                        "savedSearches/allSensors\"",
                        "sorted = [\"owner=lab\",\"area=north\"]",
                        "total = 3",
                        "byName = {\"Heat\":2,\"Light\":1}",
                        "/dataCollectionEndpoints/dce-")
                .doesNotContain("never", "skipped");
        assertThat(apply(template, SENSORS).out()).isEqualTo(applied.out());
        Cli function = Cli.run(
                "function",
                "show",
                "AllSensors",
                "--data",
                folder.resolve("data").toString());
        assertThat(function.out()).contains("union Heat_CL, Light_CL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"days\":90 | \"days\":3 | sensors[1].days",
                "\"Lux\",\"type\":\"long\" | \"Lux\",\"type\":\"guid\" | use one of",
                "\"name\":\"Heat\" | \"name\":\"H\" | minLength",
                "\"name\":\"Heat\" | \"colour\":\"red\",\"name\":\"Heat\" | sensors[0].colour",
                "\"name\":\"Heat\", | `` | sensors[0].name",
                "\"days\":90 | \"days\":\"90\" | of type int",
            })
    void parametersKeepToTheirDefinitions(String part, String replacement, String message) throws IOException {
        Cli refused = apply(template, SENSORS.replace(part, replacement));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"languageVersion\": \"2.0\", | \"languageVersion\": \"2.0\", \"extensions\": {\"graph\": {}}, | 'extensions'",
                "\"languageVersion\": \"2.0\", | \"languageVersion\": \"2.0\", \"functions\": [{}], | 'functions'",
                "Microsoft.Insights/dataCollectionEndpoints | Microsoft.KeyVault/vaults | Microsoft.KeyVault/vaults",
                "\"[format('search-{0}' | \"[loadFile('search-{0}' | loadFile",
                "\"mode\": \"Incremental\", | \"mode\": \"Complete\", | Complete",
                "\"apiVersion\": \"2022-09-01\", | \"apiVersion\": \"2022-09-01\", \"resourceGroup\": \"other\", | applied to",
                "#/definitions/column | #/definitions/row | #/definitions/row",
                "lambda('c', not | lambda('c', 'd', 'e', not | lambda",
                "reference('store') | reference('shop') | shop",
                "table[{0}] | tables[{0}] | depends on 'tables[0]'",
            })
    void theRestIsRefusedByName(String part, String replacement, String message) throws IOException {
        Cli refused = apply(template.replace(part, replacement), SENSORS);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err()).startsWith("halcyon: ").contains(message).doesNotContain("\tat ");
    }
}
