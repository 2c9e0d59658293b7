package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.store.AppendOptions;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.extent.ExtentOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are under way while the memory for them is used up. */
class BodyMemoryTest {

    private static final String PATH =
            "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage?api-version=2023-01-01";
    private static final String ROWS = "[{\"DataType\":\"Perf\"}]";

    @Test
    void whatFindsNoRoomIsToldToComeAgain(@TempDir Path folder) throws IOException {
        AppendOptions small = new AppendOptions(1, Duration.ofSeconds(2), Duration.ofMinutes(10));
        ServerOptions options =
                ServerOptions.at(folder).withDemo(true).withStore(new StoreOptions(small, ExtentOptions.STANDARD));
        try (HalcyonServer server = HalcyonServer.start(options, new ScriptedEngine())) {
            Client client = new Client(server);
            String key = server.ownerKey();
            // One alone is taken, although it is larger than the room.
            assertThat(client.json("POST", PATH, key, ROWS).statusCode()).isEqualTo(204);
            URI address = URI.create(server.address());
            try (Socket slow = new Socket(address.getHost(), address.getPort())) {
                slow.setSoTimeout(20_000);
                OutputStream out = slow.getOutputStream();
                out.write("""
                        POST %s HTTP/1.1\r
                        Host: %s\r
                        Connection: close\r
                        X-Api-Key: %s\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        \r
                        %s""".formatted(PATH, address.getAuthority(), key, ROWS.length(), ROWS.substring(0, 5))
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                HttpResponse<String> refused = client.json("POST", PATH, key, ROWS);
                while (refused.statusCode() == 204) {
                    // The slow one's first bytes have not arrived yet.
                    refused = client.json("POST", PATH, key, ROWS);
                }
                assertThat(Client.error(refused)).isEqualTo("429 TooManyRequests");
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
                HttpResponse<String> imported = client.json(
                        "POST",
                        server.workspaceResourceId() + "/tables/Usage/import?api-version=2022-10-01&source=file&from=0",
                        key,
                        ROWS);
                assertThat(Client.error(imported)).isEqualTo("429 TooManyRequests");
                assertThat(imported.headers().firstValue("Retry-After")).hasValue("2");
                out.write(ROWS.substring(5).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(new String(slow.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 204 ");
            }
            assertThat(client.json("POST", PATH, key, ROWS).statusCode()).isEqualTo(204);
        }
    }
}
