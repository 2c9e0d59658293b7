package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.cli.client.Credential;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.HttpsOptions;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who a command is: keys, tokens, applications; from options, files and variables. */
class CredentialTest {
    private static final Map<String, String> AZURE =
            Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c", "AZURE_CLIENT_SECRET", "s");
    private static final URI SECURE = URI.create("https://logs.example.org");
    private static final URI OPEN = URI.create("http://logs.example.org");
    private static final URI HERE = URI.create("http://127.0.0.1:8080");

    @TempDir
    private Path folder = Path.of("unset");

    private static Credential chosen(URI address, Map<String, String> environment, String... options) {
        CredentialOptions read = new CredentialOptions();
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("credentials", CommandLine.Model.CommandSpec.forAnnotatedObject(read)));
        assertThat(command.parseArgs(options).unmatched()).isEmpty();
        return read.credential(address, environment);
    }

    @Test
    void optionsGoBeforeVariablesAndThePublicKeyIsLast() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "from.a.file\n");
        assertThat(chosen(SECURE, Map.of("HALCYON_KEY", "v", "HALCYON_TOKEN", "w"), "--key", "k"))
                .isEqualTo(new Credential.Key("k"));
        assertThat(chosen(SECURE, AZURE, "--token-file", token.toString()))
                .isEqualTo(new Credential.Token("from.a.file"));
        assertThat(chosen(HERE, Map.of("HALCYON_KEY", "v", "HALCYON_TOKEN", "w")))
                .isEqualTo(new Credential.Token("w"));
        assertThat(chosen(OPEN, Map.of("HALCYON_KEY", "v"))).isEqualTo(new Credential.Key("v"));
        assertThat(chosen(OPEN, Map.of())).isEqualTo(new Credential.Key("DEMO_KEY"));
        assertThat(chosen(SECURE, AZURE, "--client-id", "own")).isEqualTo(new Credential.ClientSecret("t", "own", "s"));
    }

    @Test
    void anApplicationOfTheVariablesGoesOverHttpsOnly() {
        assertThat(chosen(SECURE, AZURE)).isEqualTo(new Credential.ClientSecret("t", "c", "s"));
        assertThat(chosen(HERE, AZURE)).isEqualTo(new Credential.Key("DEMO_KEY"));
        assertThat(chosen(OPEN, AZURE)).isEqualTo(new Credential.Key("DEMO_KEY"));
    }

    @Test
    void whatCannotBeUsedIsRefused() throws IOException {
        refused("Give one of --key and --token", SECURE, Map.of(), "--key", "k", "--token", "a.b.c");
        refused("--client-secret-file or the variable AZURE_CLIENT_SECRET", SECURE, Map.of(), "--client-id", "c");
        refused("over https only", OPEN, Map.of("HALCYON_TOKEN", "a.b.c"));
        refused("over https only", OPEN, AZURE, "--client-id", "c");
        refused("holds characters", SECURE, Map.of(), "--key", "two\nlines");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        refused("one line", SECURE, Map.of(), "--token-file", empty.toString());
        refused(
                "cannot be read",
                SECURE,
                Map.of(),
                "--token-file",
                folder.resolve("none").toString());
    }

    private static void refused(String message, URI address, Map<String, String> environment, String... options) {
        assertThatThrownBy(() -> chosen(address, environment, options))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    @Test
    void noCredentialShowsItsSecret() {
        assertThat(Stream.of(
                                new Credential.Key("hidden"),
                                new Credential.Token("hidden"),
                                new Credential.ClientSecret("t", "c", "hidden"))
                        .map(Object::toString))
                .noneMatch(text -> text.contains("hidden"));
    }

    @Test
    void anApplicationSignsInOverTls() throws IOException {
        Path data = folder.resolve("data");
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(data).withHttps(HttpsOptions.ANY_PORT))) {
            String address = server.secureAddress().orElseThrow();
            String authority = data.resolve("tls/ca.pem").toString();
            JsonNode application = JsonMapper.shared()
                    .readTree(Cli.run(
                                    "app",
                                    "create",
                                    "job",
                                    "-o",
                                    "json",
                                    "--url",
                                    address,
                                    "--ca",
                                    authority,
                                    "--key",
                                    server.ownerKey())
                            .out())
                    .path(0);
            assertThat(application.path("tenantId").asString("")).isEqualTo(server.tenantId());
            Path secret = Files.writeString(
                    folder.resolve("secret"), application.path("clientSecret").asString("") + "\n");
            List<String> job = List.of(
                    "--url",
                    address,
                    "--ca",
                    authority,
                    "--tenant",
                    server.tenantId(),
                    "--client-id",
                    application.path("clientId").asString(""),
                    "--client-secret-file",
                    secret.toString());

            Cli without = run(job, "query", "print 1");
            assertThat(without.exitCode()).isEqualTo(ExitCode.USER);
            Cli assigned = Cli.run(
                    "role", "assign", "job", "Owner", "--url", address, "--ca", authority, "--key", server.ownerKey());
            assertThat(assigned.exitCode()).as(assigned.err()).isZero();
            assertThat(run(job, "query", "print x = 1", "-o", "csv").out()).isEqualTo("x\r\n1\r\n");
            assertThat(run(job, "app", "list", "-o", "csv").out()).contains("job,");

            Files.writeString(secret, "wrong");
            Cli wrong = run(job, "query", "print 1");
            assertThat(wrong.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(wrong.err())
                    .contains("gives no token", "Invalid client secret")
                    .doesNotContain("Trace ID");
            Cli token = Cli.run("query", "print 1", "--url", address, "--ca", authority, "--token", "a.b.c");
            assertThat(token.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(token.err()).containsIgnoringCase("token");
        }
    }

    private static Cli run(List<String> target, String... words) {
        return Cli.run(Stream.concat(Stream.of(words), target.stream()).toArray(String[]::new));
    }
}
