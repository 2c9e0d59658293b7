package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a query would be run, over HTTP and the embedded engine. */
class ExplainRoutesTest {

    private static final String PATH = "/halcyon/v1/workspaces/DEMO_WORKSPACE/explain";
    private static final String KEY = "DEMO_KEY";

    @TempDir
    private Path folder = Path.of("unset");

    private HalcyonServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Path files = Files.createDirectory(folder.resolve("secret-files"));
        Files.writeString(files.resolve("rows.csv"), "a,1\nb,2\n");
        server = HalcyonServer.start(
                ServerOptions.at(folder.resolve("data")).withDemo(true).withExternalData(List.of(files)));
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> explain(String text) {
        String body = JsonMapper.shared().createObjectNode().put("query", text).toString();
        return client.json("POST", PATH, KEY, body);
    }

    private JsonNode explained(String text) {
        HttpResponse<String> answer = explain(text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.tree(answer);
    }

    private static List<String> steps(JsonNode result) {
        return result.path("plan")
                .valueStream()
                .map(step -> step.path("node").asString(""))
                .toList();
    }

    @Test
    void allStagesAreTold() {
        JsonNode answer = explained("Usage | where Quantity > 1 | project Quantity | take 5; print x = 1");
        assertThat(answer.at("/syntax/node").asString("")).isEqualTo("Query");
        assertThat(answer.at("/syntax/statements").size()).isEqualTo(2);
        assertThat(answer.path("shortened").booleanValue()).isFalse();
        assertThat(answer.path("results").size()).isEqualTo(2);
        JsonNode result = answer.at("/results/0");
        assertThat(result.path("name").asString("")).isEqualTo("PrimaryResult");
        assertThat(result.at("/columns/0").toString()).isEqualTo("{\"name\":\"Quantity\",\"type\":\"real\"}");
        assertThat(steps(result)).startsWith("TableScan", "Filter").endsWith("Limit");
        assertThat(result.path("sql").asString("")).contains("SELECT", "Quantity");
        assertThat(result.path("enginePlan").asString("")).isNotBlank();
    }

    @Test
    void requestsAreThoseOfTheQueryInterface() {
        HttpResponse<String> get = client.get(PATH + "?query=Usage&timespan=P1D", "X-Api-Key", KEY);
        assertThat(steps(Client.tree(get).at("/results/0"))).contains("Filter");
        HttpResponse<String> values = client.json(
                "POST",
                PATH,
                KEY,
                "{\"query\":\"declare query_parameters(a:long); print x = a\",\"parameters\":{\"a\":\"4242\"}}");
        assertThat(values.statusCode()).isEqualTo(200);
        assertThat(Client.tree(values).at("/results/0/sql").asString("")).contains("4242");
    }

    @Test
    void theKeysAreThoseOfQueries() {
        assertThat(Client.error(client.get(PATH + "?query=Usage"))).isEqualTo("401 AuthorizationRequiredError");
        assertThat(Client.error(client.get(PATH + "?query=Usage", "X-Api-Key", "wrong")))
                .isEqualTo("403 InsufficientAccessError");
        assertThat(Client.error(client.get("/halcyon/v1/workspaces/other/explain?query=Usage", "X-Api-Key", KEY)))
                .isEqualTo("403 InsufficientAccessError");
    }

    @Test
    void mistakesAreToldAsForQueries() {
        HttpResponse<String> wrong = explain("Usage | where Quantty > 1");
        assertThat(Client.error(wrong)).isEqualTo("400 BadArgumentError");
        assertThat(wrong.body()).contains("SEM0100", "\"pos\":15", "Did you mean 'Quantity'?");
        assertThat(wrong.body())
                .startsWith(client.json(
                                "POST",
                                "/v1/workspaces/DEMO_WORKSPACE/query",
                                KEY,
                                "{\"query\":\"Usage | where Quantty > 1\"}")
                        .body()
                        .replaceAll("\"correlationId\".*", ""));
        assertThat(Client.error(explain(""))).isEqualTo("400 BadArgumentError");
        assertThat(Client.error(explain("Usage | where ("))).isEqualTo("400 BadArgumentError");
    }

    @Test
    void pathsOfTheServerAreNotTold() {
        for (String query : List.of(
                "externaldata(name:string, n:long)['rows.csv'] | where n > 1",
                "let f = externaldata(name:string, n:long)['rows.csv']; Usage | where DataType in ((f | project name))",
                "Usage | join kind=inner (externaldata(DataType:string, n:long)['rows.csv']) on DataType")) {
            HttpResponse<String> answer = explain(query);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("FileRows").doesNotContain("secret-files", folder.toString());
            JsonNode result = Client.tree(answer).at("/results/0");
            assertThat(result.path("sql").isNull()).isTrue();
            assertThat(result.path("enginePlan").isNull()).isTrue();
            assertThat(result.path("withheld").asString("")).isNotBlank();
        }
        assertThat(explain("Usage | count").body()).doesNotContain(folder.toString());
    }

    @Test
    void deepAndWideTreesStayWithinBounds() {
        JsonNode pipe = explained("print x = 1" + " | extend x = x + 1 | where x > 0".repeat(100));
        assertThat(steps(pipe.at("/results/0"))).hasSizeGreaterThan(100);
        assertThat(pipe.path("shortened").booleanValue()).isFalse();
        StringBuilder list = new StringBuilder("print x = 1 | where x in (0");
        for (int index = 1; index < 30_000; index++) {
            list.append(',').append(index);
        }
        assertThat(explained(list + ")").path("shortened").booleanValue()).isTrue();
        assertThat(explained("print " + "1+".repeat(300) + "1")
                        .path("shortened")
                        .booleanValue())
                .isTrue();
    }
}
