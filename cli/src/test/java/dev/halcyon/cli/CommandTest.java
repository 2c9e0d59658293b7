package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.HttpsOptions;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, exit codes and messages. */
class CommandTest {
    @TempDir
    private Path folder = Path.of("unset");

    private static void refused(Cli result, String message) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).startsWith("halcyon: ").contains(message).doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "tutorial --help", "serve --help", "query --help", "--version"})
    void helpIsSuccess(String line) {
        Cli result = Cli.run(line.split(" ", -1));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsIgnoringCase("halcyon");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void everyCommandsHelpHasExamplesAndExitCodesAreTold() {
        for (String command : new String[] {"tutorial", "serve", "query"}) {
            assertThat(Cli.run(command, "--help").out()).contains("Examples:", "  halcyon " + command);
        }
        assertThat(Cli.run("--help").out()).contains("Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app list", "role list", "table create", "function list"})
    void groupsTellTheirCommandsAndTheseTheirOptions(String line) {
        String[] words = line.split(" ", -1);
        Cli group = Cli.run(words[0]);
        assertThat(group.exitCode()).isZero();
        assertThat(group.out()).contains("Commands:", words[1], "Examples:");
        Cli command = Cli.run(words[0], words[1], "--help");
        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).contains("--url", "--workspace", "--key", "--ca", "--data", "--version");
        assertThat(Cli.run(words[0], words[1], "--version").out()).startsWith("halcyon ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    serv                                        | did you mean
                    serve --http-port many                      | --http-port
                    serve --now yesterday                       | is not a time such as
                    query Usage                                 | --url
                    query Usage --url http://a --data b         | mutually exclusive
                    query Usage --url http://a --output xml     | --output
                    tutorial --what                             | --what
                    """)
    void wrongOptionsPointToTheHelp(String line, String message) {
        Cli result = Cli.run(line.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).startsWith("halcyon: ").contains(message).contains("--help");
    }

    @Test
    void wrongInputIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path csv = Files.writeString(folder.resolve("usage.csv"), "TimeGenerated,DataType\n");
        String data = folder.resolve("data").toString();
        refused(Cli.run("serve", "--data", file.toString()), "is a file, not a folder");
        refused(Cli.run("tutorial", "--data", file.toString()), "is a file, not a folder");
        refused(Cli.run("serve", "--data", folder.toString()), "is not a Halcyon data folder");
        refused(Cli.run("serve", "--data", data, "--http-port", "70000"), "outside 0 to 65535");
        refused(Cli.run("serve", "--data", data, "--index-share", "7"), "from 0 to 1");
        refused(Cli.run("serve", "--data", data, "--repeat-window", "-1"), "from 0 to 604800");
        refused(Cli.run("serve", "--data", data, "--waiting-bytes", "0"), "--waiting-bytes is a positive number");
        refused(Cli.run("serve", "--data", data, "--no-index", "a.b.c"), "neither a table nor TABLE.COLUMN");
        refused(Cli.run("tutorial", "--data", data, "--series", "no.csv"), "there is no such file");
        refused(Cli.run("tutorial", "--data", data, "--series", csv.toString()), "line 1: column ActualUsage");
        refused(Cli.run("query", "Usage", "--data", data), "has no workspace yet");
        refused(Cli.run("query", " ", "--data", data), "The query is empty");
        refused(Cli.run("query", "--data", data), "Give the query");
        refused(Cli.run("query", "-q", folder.resolve("no.kql").toString(), "--data", data), "There is no file");
        refused(Cli.run("query", "Usage", "--url", "localhost:80"), "is not an address");
        refused(
                Cli.run("query", "Usage", "--url", "http://a", "--now", "2023-01-01"),
                "--now works with --data and --file");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void freshDeletesDataFoldersOnly() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "text");
        refused(Cli.run("tutorial", "--fresh", "--data", folder.toString()), "is not a Halcyon data folder");
        assertThat(precious).exists();

        Path data = folder.resolve("data");
        HalcyonServer.start(ServerOptions.at(data)).close();
        Path note = Files.writeString(data.resolve("note.txt"), "mine");
        DataFolders.empty(data);
        assertThat(data).isDirectoryContaining(note::equals);
        assertThat(DataFolders.isDataFolder(data)).isFalse();
        assertThat(data.resolve("workspace.duckdb")).doesNotExist();
    }

    @Test
    void folderAndPortOfARunningServerAreRefused() throws IOException {
        Path data = folder.resolve("data");
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(data))) {
            refused(Cli.run("serve", "--data", data.toString(), "--http-port", "0"), "in use by another process");
            refused(Cli.run("tutorial", "--data", data.toString()), "in use by another process");
            refused(Cli.run("query", "print 1", "--data", data.toString()), "in place of --data");
            refused(Cli.run("app", "list", "--data", data.toString()), "--url http://127.0.0.1:8080");
            refused(
                    Cli.run("backup", "/backups/b", "--url", server.address(), "--key", server.ownerKey()),
                    "'name' is no path");
            refused(Cli.run("tutorial", "--fresh", "--data", data.toString()), "in use by another process");
            refused(
                    Cli.run(
                            "serve",
                            "--data",
                            folder.resolve("other").toString(),
                            "--http-port",
                            Integer.toString(server.port())),
                    "in use");
        }
    }

    @Test
    void serversOverTlsAreAskedWhenTheirAuthorityIsTrusted() throws IOException {
        Path data = folder.resolve("data");
        try (HalcyonServer server =
                HalcyonServer.start(ServerOptions.at(data).withDemo(true).withHttps(HttpsOptions.ANY_PORT))) {
            String address = server.secureAddress().orElseThrow();
            String authority = data.resolve("tls/ca.pem").toString();
            Cli answer = Cli.run("query", "print Word = 'yes'", "--url", address + "/", "--ca", authority, "-o", "csv");
            assertThat(answer.out()).isEqualTo("Word\r\nyes\r\n");
            Cli roles = Cli.run("role", "list", "--url", address, "--ca", authority, "--key", server.ownerKey());
            assertThat(roles.exitCode()).as(roles.err()).isEqualTo(ExitCode.SUCCESS);

            Cli plain = Cli.run("query", "print 1", "--url", address.replace("https:", "http:"));
            assertThat(plain.exitCode()).isEqualTo(ExitCode.FAULT);
            assertThat(plain.err()).contains("speaks HTTPS on that port");
            Cli secure = Cli.run(
                    "query", "print 1", "--url", server.address().replace("http:", "https:"), "--ca", authority);
            assertThat(secure.exitCode()).isEqualTo(ExitCode.FAULT);
            assertThat(secure.err()).contains("speaks plain HTTP on that port");

            Cli unknown = Cli.run("query", "print 1", "--url", address);
            assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAULT);
            assertThat(unknown.err()).contains("is not trusted", "--ca FILE");
            refused(
                    Cli.run(
                            "query",
                            "print 1",
                            "--url",
                            address,
                            "--ca",
                            data.resolve("VERSION").toString()),
                    "holds no certificate");
            refused(Cli.run("query", "print 1", "--url", address, "--ca", "none.pem"), "is not a file");
            refused(Cli.run("query", "print 1", "--url", server.address(), "--ca", authority), "https only");
            refused(Cli.run("query", "print 1", "--data", data.toString(), "--ca", authority), "--url only");
        }
    }

    @Test
    void queriesAskAServerOrAFolder() throws IOException {
        Path data = folder.resolve("data");
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(data)
                .withDemo(true)
                .withNow(Optional.of(java.time.Instant.parse("2023-03-19T23:59:59Z"))))) {
            Cli answer = Cli.run("query", "print Now = now()", "--url", server.address(), "-o", "csv");
            assertThat(answer.out()).isEqualTo("Now\r\n2023-03-19T23:59:59Z\r\n");

            Cli refused = Cli.run("query", "print x = 1\n| where y > 0", "--url", server.address());
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(refused.err().lines())
                    .anyMatch(line -> line.equals("   2 │ | where y > 0"))
                    .anyMatch(line -> line.equals("     │         ^"));

            Cli key = Cli.run("query", "print 1", "--url", server.address(), "--key", "wrong");
            assertThat(key.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(key.err()).contains("key");
        }
        Cli folderAnswer =
                Cli.run("query", "print Now = now()", "--data", data.toString(), "--now", "2024-02-29", "-o", "json");
        assertThat(folderAnswer.out()).contains("\"2024-02-29T00:00:00Z\"");
    }

    @Test
    void noServerIsAFault() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Cli result = Cli.run("query", "print 1", "--url", "http://127.0.0.1:" + port);
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(result.err()).contains("No server answers at");
    }
}
