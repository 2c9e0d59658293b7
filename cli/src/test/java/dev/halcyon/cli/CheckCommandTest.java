package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code halcyon check}: forms of input, forms of the report, exit codes. */
class CheckCommandTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder = Path.of("unset");

    private String schemas = "";

    @BeforeEach
    void writeSchemas() throws IOException {
        schemas = write("tables.json", """
                {"Logins": [["TimeGenerated", "datetime"], ["User", "string"], ["Failures", "long"]]}
                """);
    }

    private String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test
    void rightQueriesEndWithSuccess() throws IOException {
        String file = write("fine.kql", "Logins | summarize sum(Failures) by User");
        Cli result = Cli.run("check", "--schemas", schemas, file);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToIgnoringNewLines("1 query checked, all fine");
    }

    @Test
    void theStrictDialectRefusesWhatAzureMonitorDoesNotDocument() throws IOException {
        String file = write("chart.kql", "Logins | summarize count() by User | render anomalychart");
        assertThat(Cli.run("check", "--schemas", schemas, file).exitCode()).isZero();
        Cli strict = Cli.run("check", "--schemas", schemas, "--compat-strict", file);
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.out()).contains("SEM9002", "Azure Monitor does not draw anomalychart");
    }

    @Test
    void withoutAListTheTablesOfEveryWorkspaceAreKnown() throws IOException {
        String fine = write(
                "fine.kql",
                "union Usage, Heartbeat, (AzureActivity | project TimeGenerated, Caller) | where TenantId != '' | count");
        Cli result = Cli.run("check", fine);
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).isEqualToIgnoringNewLines("1 query checked, all fine");
        Cli column = Cli.run("check", write("column.kql", "Usage | where Quantty > 1"));
        assertThat(column.exitCode()).isEqualTo(1);
        assertThat(column.out()).contains("Did you mean 'Quantity'?");
        String own = write("own.kql", "Doors_CL | count");
        assertThat(Cli.run("check", own).exitCode()).isZero();
        assertThat(Cli.run("check", "--strict", own).exitCode()).isEqualTo(1);
    }

    @Test
    void aMistakeIsShownInItsPlace() throws IOException {
        String file = write("wrong.kql", "Logins\n| where Usr == 'a'\n");
        Cli result = Cli.run("check", "--schemas", schemas, file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("wrong.kql:2:9: error SEM0100: ")
                .contains("   2 │ | where Usr == 'a'")
                .contains("     │         ^^^")
                .contains("  hint: Did you mean 'User'?")
                .contains("1 query checked, 1 with errors (1 error)");
    }

    @Test
    void mistakesOfOneQueryAreAllTold() throws IOException {
        String file = write("wrong.kql", """
                let a = Logins | where Usr == 'a';
                let b = Logins | summarize summ(Failures);
                a | union b | extend x = strlenn(User)
                """);
        Cli result = Cli.run("check", "--schemas", schemas, file);
        assertThat(result.out()).contains(":1:24:", ":2:28:", ":3:26:", "(3 errors)");
    }

    @Test
    void aRuleFileGivesPlacesOfTheFile() throws IOException {
        String file = write("rules/rule.yaml", """
                id: 0b3c
                name: Failures
                # a comment
                query: |
                  let limit = 5;
                  Logins
                  | where Failurs > limit
                """);
        write("rules/readme.md", "| where");
        Cli result =
                Cli.run("check", "--schemas", schemas, folder.resolve("rules").toString());
        assertThat(result.out()).contains(file + ":7:11: error SEM0100").contains("   7 │ | where Failurs > limit");
    }

    @Test
    void linesOfJsonAreAnsweredInLines() throws IOException {
        String file = write("queries.jsonl", """
                {"id": "a", "query": "Logins | project User, n = Failures + 1"}
                {"id": "b", "query": "Logins\\n| take many"}
                """);
        Cli result = Cli.run("check", "--schemas", schemas, "--format", "jsonl", file);
        assertThat(result.exitCode()).isEqualTo(1);
        String[] lines = result.out().split("\n", -1);
        assertThat(JSON.readTree(lines[0])).isEqualTo(JSON.readTree("""
                {"id": "a", "ok": true, "columns": [{"name": "User", "type": "string"}, {"name": "n", "type": "long"}],
                 "diagnostics": []}
                """));
        JsonNode second = JSON.readTree(lines[1]);
        assertThat(second.path("ok").booleanValue()).isFalse();
        assertThat(second.path("columns").size()).isZero();
        assertThat(second.at("/diagnostics/0/position").intValue()).isEqualTo(14);
        assertThat(second.at("/diagnostics/0/length").intValue()).isEqualTo(4);
        assertThat(second.at("/diagnostics/0/token").stringValue()).isEqualTo("many");
    }

    @Test
    void sarifNamesRuleFileAndRegion() throws IOException {
        String file = write("odd name.kql", "Logins | where Usr == 'a'");
        Cli result = Cli.run("check", "--schemas", schemas, "--format", "sarif", file);
        JsonNode run = JSON.readTree(result.out()).at("/runs/0");
        assertThat(run.at("/tool/driver/rules/0/id").stringValue()).isEqualTo("SEM0100");
        JsonNode finding = run.at("/results/0");
        assertThat(finding.path("level").stringValue()).isEqualTo("error");
        JsonNode place = finding.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").stringValue()).endsWith("/odd%20name.kql");
        assertThat(place.at("/region/startColumn").intValue()).isEqualTo(16);
        assertThat(place.at("/region/endColumn").intValue()).isEqualTo(19);
    }

    @Test
    void adviceAboutCostIsGivenWhenAskedForAndIsNoError() throws IOException {
        String file = write("wide.kql", "Logins\n| where User contains 'admin'\n");
        Cli silent = Cli.run("check", "--schemas", schemas, file);
        assertThat(silent.out()).doesNotContain("COST");
        Cli advised = Cli.run("check", "--lint", "--schemas", schemas, file);
        assertThat(advised.exitCode()).isZero();
        assertThat(advised.err()).isEmpty();
        assertThat(advised.out())
                .contains("wide.kql:1:1: warning COST001: ")
                .contains("wide.kql:2:9: warning COST003: ")
                .contains("   2 │ | where User contains 'admin'");
        Cli lines = Cli.run("check", "--lint", "--schemas", schemas, "--format", "jsonl", file);
        JsonNode answer = JSON.readTree(lines.out());
        assertThat(answer.path("ok").booleanValue()).isTrue();
        assertThat(answer.path("diagnostics")
                        .valueStream()
                        .map(each -> each.path("code").stringValue()))
                .containsExactlyInAnyOrder("COST001", "COST003");
    }

    @Test
    void aQueryWithErrorsIsStillWrongWithAdvice() throws IOException {
        String wrong = write("wrong.kql", "Logins | where Usr == 'a'");
        Cli result = Cli.run("check", "--lint", "--schemas", schemas, wrong);
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(result.out()).contains("error SEM0100");
        String broken = write("broken.kql", "Logins | where (");
        assertThat(Cli.run("check", "--lint", "--schemas", schemas, broken).out())
                .contains("error SYN");
    }

    @Test
    void filesThatCannotBeReadAreTheUsersMistake() throws IOException {
        assertThat(Cli.run("check", folder.resolve("none.kql").toString()).err())
                .contains("There is no file");
        assertThat(Cli.run("check", "--schemas", write("s.json", "[1"), write("a.kql", "print 1"))
                        .err())
                .contains("is not JSON");
        assertThat(Cli.run("check", write("bad.yaml", "query: [")).err()).contains("is not YAML");
        Cli result = Cli.run("check", write("bad.jsonl", "{\"id\": 1}"));
        assertThat(result.err()).contains("needs a text named query");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
    }
}
