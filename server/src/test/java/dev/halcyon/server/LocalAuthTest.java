package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a workspace that close doors: {@code disableLocalAuth} does, and what would not is refused. */
class LocalAuthTest {

    private static final String USAGE =
            "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage?api-version=2023-01-01";

    private HalcyonServer server;
    private Client client;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true), new ScriptedEngine());
        client = new Client(server);
        key = server.ownerKey();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> set(String properties) {
        return client.json(
                "PATCH",
                server.workspaceResourceId() + "?api-version=2022-10-01",
                key,
                "{\"properties\":{" + properties + "}}");
    }

    private HttpResponse<String> query(String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return client.send(
                "POST",
                "/v1/workspaces/" + server.workspaceId() + "/query",
                "{\"query\":\"print 1\"}".getBytes(StandardCharsets.UTF_8),
                all);
    }

    @Test
    void withoutLocalAuthTokensAloneAreTaken() throws IOException {
        SignedIn reader = SignedIn.create(client, server, "reader")
                .assign("73c42c96-874c-492b-b04d-ab87d138a893", server.workspaceResourceId());
        assertThat(set("\"features\":{\"disableLocalAuth\":true}").statusCode()).isEqualTo(200);
        for (String[] credentials :
                new String[][] {{"X-Api-Key", key}, {"X-Api-Key", "DEMO_KEY"}, {"Authorization", "Bearer " + key}}) {
            assertThat(Client.error(query(credentials))).isEqualTo("403 InsufficientAccessError");
        }
        assertThat(Client.error(client.json("POST", USAGE, key, "[{}]"))).isEqualTo("403 OperationFailed");
        assertThat(client.get("/metrics", "X-Api-Key", key).statusCode()).isEqualTo(403);
        assertThat(client.get("/v1/workspaces/" + server.workspaceId() + "/query?query=print+1&api_key=" + key)
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> collected = client.send(
                "POST",
                "/api/logs?api-version=2016-04-01",
                "{}".getBytes(StandardCharsets.UTF_8),
                DataCollectorRoutesTest.signedHeaders(server, 2).toArray(String[]::new));
        assertThat(collected.statusCode()).isEqualTo(403);
        assertThat(collected.body()).contains("InvalidAuthorization", "disableLocalAuth");
        assertThat(query("Authorization", reader.bearer("https://api.loganalytics.io"))
                        .statusCode())
                .isEqualTo(200);
        // Who holds the data folder opens the door again.
        assertThat(set("\"features\":{\"disableLocalAuth\":false}").statusCode())
                .isEqualTo(200);
        assertThat(query("X-Api-Key", "DEMO_KEY").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"publicNetworkAccessForIngestion\":\"Disabled\"",
                "\"publicNetworkAccessForQuery\":\"SecuredByPerimeter\"",
                "\"forceCmkForQuery\":true",
                "\"features\":{\"enableDataExport\":true}",
                "\"features\":{\"disableLocalAuth\":\"yes\"}",
            })
    void whatWouldChangeNothingIsRefused(String properties) {
        assertThat(Client.error(set(properties))).isEqualTo("400 InvalidParameter");
        assertThat(query("X-Api-Key", "DEMO_KEY").statusCode()).isEqualTo(200);
    }

    @Test
    void anEndpointIsNotClosedEither() {
        String path = server.workspaceResourceId();
        HttpResponse<String> refused = client.json(
                "PUT",
                path.substring(0, path.indexOf("/providers/"))
                        + "/providers/Microsoft.Insights/dataCollectionEndpoints/closed?api-version=2023-03-11",
                key,
                "{\"location\":\"local\",\"properties\":{\"networkAcls\":{\"publicNetworkAccess\":\"Disabled\"}}}");
        assertThat(Client.error(refused)).isEqualTo("400 InvalidParameter");
    }
}
