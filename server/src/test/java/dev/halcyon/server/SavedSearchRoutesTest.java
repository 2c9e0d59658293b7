package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedSearchRoutesTest {

    private static final String LIST =
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon/providers/"
                    + "Microsoft.OperationalInsights/workspaces/DEMO_WORKSPACE/savedSearches";
    private static final String VERSION = "?api-version=2020-08-01";
    private static final String FUNCTION = """
            {"etag":"*","properties":{"category":"tests","displayName":"Numbers","version":2,
              "query":"range x from 1 to most step 1 | where y > 0","functionAlias":"Numbers",
              "functionParameters":"most:long = 3","tags":[{"name":"team","value":"a"}]}}
            """;

    @Test
    void aFunctionIsCallableListedKeptAndDeleted(@TempDir Path folder) throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            Client client = new Client(server);
            HttpResponse<String> put = put(client, server, FUNCTION.replace(" | where y > 0", ""));
            assertThat(put.statusCode()).isEqualTo(200);
            assertThat(put.body()).contains("\"functionAlias\":\"Numbers\"", "\"team\"");
            assertThat(query(client, "Numbers(2) | count")).contains("[[2]]");
            assertThat(client.get(LIST + VERSION, "X-Api-Key", server.ownerKey())
                            .body())
                    .contains("\"Numbers\"");
            assertThat(client.get("/v1/workspaces/DEMO_WORKSPACE/metadata", "X-Api-Key", "DEMO_KEY")
                            .body())
                    .contains("\"parameters\":\"most:long = 3\"");
        }
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            Client client = new Client(server);
            assertThat(query(client, "Numbers | count")).contains("[[3]]");
            String path = LIST + "/numbers" + VERSION;
            assertThat(client.json("DELETE", path, server.ownerKey(), "").statusCode())
                    .isEqualTo(200);
            assertThat(client.json("DELETE", path, server.ownerKey(), "").statusCode())
                    .isEqualTo(204);
            assertThat(query(client, "Numbers | count")).contains("SEM0100");
        }
    }

    @Test
    void aMistakeInAFunctionNamesTheFunctionAndThePlaceOfTheCall(@TempDir Path folder) throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            Client client = new Client(server);
            put(client, server, FUNCTION);
            assertThat(query(client, "print 1; Numbers(2)"))
                    .contains("in function 'Numbers', line 1, position", "\"pos\":10", "Numbers(2)");
        }
    }

    @Test
    void changesDependOnTheStateThatIsKnown(@TempDir Path folder) throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            Client client = new Client(server);
            String body = FUNCTION.replace(" | where y > 0", "");
            String etag = Client.tree(put(client, server, body)).path("etag").asString();
            assertThat(put(client, server, body.replace("\"*\"", "\"other\"")).statusCode())
                    .isEqualTo(412);
            String quoted = "\"\\\"" + etag + "\\\"\"";
            HttpResponse<String> same = put(client, server, body.replace("\"*\"", quoted));
            assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
            String path = LIST + "/numbers" + VERSION;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String[] headers = {
                "Content-Type", "application/json", "X-Api-Key", server.ownerKey(), "If-Match", "\"other\""
            };
            assertThat(Client.error(client.send("PUT", path, bytes, headers))).isEqualTo("412 PreconditionFailed");
            assertThat(Client.error(client.send("DELETE", path, new byte[0], headers)))
                    .isEqualTo("412 PreconditionFailed");
            String now = Client.tree(client.get(path, "X-Api-Key", server.ownerKey()))
                    .path("etag")
                    .asString();
            headers[5] = "\"" + now + "\"";
            assertThat(client.send("PUT", path, bytes, headers).statusCode()).isEqualTo(200);
            headers[5] = "*";
            assertThat(client.send("DELETE", path, new byte[0], headers).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyTheOwnerSaves(@TempDir Path folder) throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            HttpResponse<String> refused =
                    new Client(server).json("PUT", LIST + "/numbers" + VERSION, "DEMO_KEY", FUNCTION);
            assertThat(Client.error(refused)).isEqualTo("403 AuthorizationFailed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Alias\":\"Numbers\" | Alias\":\"_Numbers\" | reserved",
                "Alias\":\"Numbers\" | Alias\":\"Usage\" | name of a table",
                "Alias\":\"Numbers\" | Alias\":\"strlen\" | function of the language",
                "Alias\":\"Numbers\" | Alias\":\"two words\" | letters",
                "from 1 to | from to | SYN0002",
                "most:long = 3 | most:long) { 0 }; let g = (a:long | not a list",
                "most:long = 3 | most:wide | not valid",
            })
    void badFunctionsAreRefused(String part, String replacement, String reason, @TempDir Path folder)
            throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            HttpResponse<String> refused = put(new Client(server), server, FUNCTION.replace(part, replacement));
            assertThat(Client.error(refused)).isEqualTo("400 InvalidParameter");
            assertThat(refused.body()).contains(reason);
        }
    }

    @Test
    void parametersAndOptionsComeBesideTheText(@TempDir Path folder) throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            HttpResponse<String> answer =
                    new Client(server).json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", "DEMO_KEY", """
                            {"query":"declare query_parameters(a:long, b:string); print x = a, y = b",
                             "parameters":{"a":"long(5)","b":"it's | take 0"},"options":{"colour":"blue"}}
                            """);
            assertThat(answer.body()).contains("[[5,\"it's | take 0\"]]", "'colour' is ignored");
        }
    }

    private static HttpResponse<String> put(Client client, HalcyonServer server, String body) throws IOException {
        return client.json("PUT", LIST + "/numbers" + VERSION, server.ownerKey(), body);
    }

    private static String query(Client client, String text) {
        return client.json(
                        "POST", "/v1/workspaces/DEMO_WORKSPACE/query", "DEMO_KEY", "{\"query\":\"%s\"}".formatted(text))
                .body();
    }
}
