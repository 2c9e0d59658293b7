package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The largest answer there is, from a server whose heap could not hold it: it is cut, and streamed. */
class LargeAnswerTest {

    private static final int LIMIT = 500_000;

    /** The answer alone would fill most of this heap, in which everything else of a server lies too. */
    private static final List<String> SMALL_HEAP =
            List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1");

    private static final String QUERY =
            "range x from 1 to 600000 step 1 | project x, a = x * 1000000000001, b = x * 1000000000002,"
                    + " c = x * 1000000000003, d = x * 1000000000004, e = x * 1000000000005";

    /** What was read of an answer. */
    private record Answer(int rows, long characters, String end) {}

    @Test
    void theLargestAnswerIsCutAndStreamed(@TempDir Path folder) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(SMALL_HEAP, folder.resolve("data"), "serve", "--demo");
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.address() + "/v1/workspaces/DEMO_WORKSPACE/query"))
                    .header("Content-Type", "application/json")
                    .header("X-Api-Key", "DEMO_KEY")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"%s\"}".formatted(QUERY)))
                    .build();
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            Answer answer;
            try (InputStream body = response.body()) {
                answer = read(body);
            }
            assertThat(answer.rows()).isEqualTo(LIMIT);
            assertThat(answer.characters()).isGreaterThan(44L << 20);
            assertThat(answer.end()).contains("PartialError", "E_QUERY_RESULT_SET_TOO_LARGE");
            HttpResponse<String> after = http.send(
                    HttpRequest.newBuilder(
                                    URI.create(server.address() + "/v1/workspaces/DEMO_WORKSPACE/query?query=print+1"))
                            .header("X-Api-Key", "DEMO_KEY")
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(after.statusCode()).isEqualTo(200);
        }
    }

    /** Rows are arrays in the array {@code rows} of the first table. */
    private static Answer read(InputStream body) throws IOException {
        int rows = 0;
        StringBuilder end = new StringBuilder();
        try (JsonParser parser = JsonMapper.shared().createParser(body)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                    // Object, tables, table, rows, row.
                    rows += token == JsonToken.START_ARRAY && depth == 5 ? 1 : 0;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.VALUE_STRING) {
                    end.append(parser.getString()).append(' ');
                }
            }
            return new Answer(rows, parser.currentLocation().getByteOffset(), end.toString());
        }
    }
}
