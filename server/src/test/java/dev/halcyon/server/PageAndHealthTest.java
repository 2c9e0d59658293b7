package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageAndHealthTest {

    @TempDir
    private Path folder;

    @Test
    void healthAnswersWithoutKeys() {
        try (HalcyonServer server = start(ServerOptions.at(folder))) {
            HttpResponse<String> health = new Client(server).get("/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(Client.tree(health).path("status").asString("")).isEqualTo("ready");
        }
    }

    @Test
    void theDemoTellsItsReadOnlyKeyAndItsPinnedClock() {
        Instant now = Instant.parse("2023-03-19T23:59:59Z");
        try (HalcyonServer server =
                start(ServerOptions.at(folder).withDemo(true).withNow(Optional.of(now)))) {
            HttpResponse<String> config = new Client(server).get("/page/config.json");
            assertThat(Client.tree(config).path("workspaceId").asString("")).isEqualTo("DEMO_WORKSPACE");
            assertThat(Client.tree(config).path("apiKey").asString("")).isEqualTo("DEMO_KEY");
            assertThat(Client.tree(config).path("now").asString("")).isEqualTo("2023-03-19T23:59:59Z");
            assertThat(config.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'", "frame-ancestors 'none'");
        }
    }

    @Test
    void outsideTheDemoNoKeyIsTold() throws IOException {
        try (HalcyonServer server = start(ServerOptions.at(folder))) {
            HttpResponse<String> config = new Client(server).get("/page/config.json");
            assertThat(Client.tree(config).path("apiKey").isNull()).isTrue();
            assertThat(Client.tree(config).path("now").isNull()).isTrue();
            assertThat(config.body()).doesNotContain(server.ownerKey());
            Path keys = folder.resolve("keys.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                    .isEqualTo("rw-------");
            assertThat(Client.error(
                            new Client(server).json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", "DEMO_KEY", "{}")))
                    .isEqualTo("403 InsufficientAccessError");
        }
    }

    @Test
    void unknownPathsAndEscapesOutOfTheAssetsAreNotFound() {
        try (HalcyonServer server = start(ServerOptions.at(folder))) {
            Client client = new Client(server);
            for (String path : new String[] {
                "/nothing", "/assets/nothing.js", "/assets/..%2Findex.html", "/assets/%2e%2e", "/assets/a%00b", "/v1"
            }) {
                assertThat(Client.error(client.get(path))).as(path).startsWith("404 ");
            }
            assertThat(Client.error(client.get("/v1/%ff"))).startsWith("404 ");
        }
    }

    @Test
    void aPortInUseIsATypedFailureAndTheFirstServerGoesOn(@TempDir Path other) {
        try (HalcyonServer server = start(ServerOptions.at(folder))) {
            ScriptedEngine engine = new ScriptedEngine();
            ServerOptions taken = ServerOptions.at(other).withAddress("127.0.0.1", server.port());
            assertThatThrownBy(() -> HalcyonServer.start(taken, engine))
                    .isInstanceOfSatisfying(ServerStartException.class, e -> {
                        assertThat(e.reason()).isEqualTo(ServerStartException.Reason.PORT_IN_USE);
                        assertThat(e.getMessage()).contains(Integer.toString(server.port()));
                    });
            assertThat(engine.closed).isTrue();
            assertThat(new Client(server).get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keysThatOthersMayReadStopTheStart() throws IOException {
        Path keys = folder.resolve("keys.json");
        Files.writeString(keys, "{\"ownerKey\":\"k\"}");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> start(ServerOptions.at(folder)))
                .isInstanceOfSatisfying(
                        ServerStartException.class,
                        e -> assertThat(e.reason()).isEqualTo(ServerStartException.Reason.DATA_FOLDER))
                .hasMessageContaining("chmod 600");
    }

    private static HalcyonServer start(ServerOptions options) {
        return HalcyonServer.start(options, new ScriptedEngine());
    }
}
