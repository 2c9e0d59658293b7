package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessCommandTest {

    @TempDir
    Path folder;

    @Test
    void applicationsAndRolesAreMadeListedAndTakenAway() throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder.resolve("data")))) {
            Cli made = run(server, "app", "create", "notebook", "--api-key");
            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(made.out()).contains(server.tenantId(), "secret", "api key");
            String key = made.out()
                    .lines()
                    .filter(line -> line.strip().startsWith("api key"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
            assertThat(query(server, key).exitCode()).isEqualTo(2);
            Cli assigned = run(server, "role", "assign", "notebook", "Log Analytics Reader");
            assertThat(assigned.exitCode()).as(assigned.err()).isZero();
            assertThat(query(server, key).exitCode()).isZero();
            assertThat(run(server, "role", "list", "-o", "csv").out()).contains("notebook,Log Analytics Reader,");
            assertThat(run(server, "role", "remove", "notebook", "Log Analytics Reader")
                            .exitCode())
                    .isZero();
            assertThat(query(server, key).exitCode()).isEqualTo(2);
            String usage = "@Resource[Microsoft.OperationalInsights/workspaces/tables:name] StringEquals 'Usage'";
            String condition =
                    "!(ActionMatches{'Microsoft.OperationalInsights/workspaces/tables/data/read'}) OR " + usage;
            String reader = "Log Analytics Data Reader";
            Cli conditional = run(server, "role", "assign", "notebook", reader, "--condition", condition);
            assertThat(conditional.exitCode()).as(conditional.err()).isZero();
            assertThat(run(server, "role", "list", "-o", "csv").out()).contains(usage);
            assertThat(run(server, "role", "assign", "notebook", reader, "--scope", "workspace", "--condition", "x")
                            .err())
                    .contains("position 1");
            assertThat(run(server, "role", "assign", "notebook", "Emperor").err())
                    .contains("no role Emperor", "Owner");
            assertThat(run(server, "role", "assign", "notebook", "Owner", "--scope", "moon")
                            .err())
                    .contains("--scope moon");
            assertThat(run(server, "app", "delete", "notebook").exitCode()).isZero();
            assertThat(run(server, "app", "list", "-o", "csv").out()).doesNotContain("notebook");
            assertThat(run(server, "app", "delete", "managed identity").exitCode())
                    .isEqualTo(2);
        }
    }

    @Test
    void applicationsOfOneNameAreToldApart() throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder.resolve("data")))) {
            assertThat(run(server, "app", "create", "job").err()).isEmpty();
            Cli second = run(server, "app", "create", "job");
            assertThat(second.exitCode()).isZero();
            assertThat(second.err()).contains("warning: job is the name of another application");
            List<String> ids = run(server, "app", "list", "-o", "csv")
                    .out()
                    .lines()
                    .filter(line -> line.startsWith("job,"))
                    .map(line -> line.split(",", -1)[1])
                    .toList();
            assertThat(ids).hasSize(2);
            assertThat(run(server, "app", "delete", "job").err())
                    .contains("Several applications", ids.get(0), ids.get(1));
            assertThat(run(server, "role", "assign", "job", "Owner").exitCode()).isEqualTo(ExitCode.USER);
            assertThat(run(server, "app", "delete", ids.get(0)).exitCode()).isZero();
            assertThat(run(server, "app", "delete", "job").exitCode()).isZero();
            assertThat(run(server, "app", "list", "-o", "csv").out()).doesNotContain("job,");
        }
    }

    private static Cli query(HalcyonServer server, String key) {
        return Cli.run(
                "query", "print 1", "--url", server.address(), "--key", key, "--workspace", server.workspaceId());
    }

    private static Cli run(HalcyonServer server, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", server.address(), "--key", server.ownerKey()));
        return Cli.run(all.toArray(String[]::new));
    }
}
