package dev.halcyon.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks one workspace KQL questions. */
public final class QueryClient implements WorkspaceClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json", "Accept", "application/json", "Prefer", "wait=600,include-render=true");

    private final HttpExchange http;
    private final String path;

    public QueryClient(ServerAccess server, String workspaceId) {
        this.http = new HttpExchange(server);
        this.path = "/v1/workspaces/%s/query".formatted(URLEncoder.encode(workspaceId, StandardCharsets.UTF_8));
    }

    /** The answer over all times. */
    public QueryAnswer query(String text) {
        return query(text, Optional.empty());
    }

    /**
     * The answer.
     *
     * @param timespan ISO-8601 duration or interval that limits TimeGenerated
     * @throws ServiceException when the server refuses the query or fails
     * @throws java.io.UncheckedIOException when it cannot be reached
     */
    public QueryAnswer query(String text, Optional<String> timespan) {
        ObjectNode body = JSON.createObjectNode().put("query", text);
        timespan.ifPresentOrElse(span -> body.put("timespan", span), () -> body.putNull("timespan"));
        return read(http.ask("POST", path, HEADERS, JSON.writeValueAsBytes(body)));
    }

    private static QueryAnswer read(JsonNode answer) {
        List<ResultTable> tables = new ArrayList<>();
        for (JsonNode table : answer.path("tables")) {
            List<ResultColumn> columns = table.path("columns")
                    .valueStream()
                    .map(column -> new ResultColumn(
                            column.path("name").asString(""),
                            column.path("type").asString("")))
                    .toList();
            List<List<JsonNode>> rows = table.path("rows")
                    .valueStream()
                    .map(row -> row.valueStream().toList())
                    .toList();
            tables.add(new ResultTable(table.path("name").asString(""), columns, rows));
        }
        if (tables.isEmpty()) {
            throw new ServiceException(
                    500, "InvalidAnswer", "The server's answer has no table.", Optional.empty(), List.of());
        }
        JsonNode error = answer.path("error");
        List<String> warnings = answer.path("warnings")
                .valueStream()
                .map(warning -> warning.path("message").asString(""))
                .toList();
        JsonNode render = answer.path("render");
        return new QueryAnswer(
                tables,
                error.isObject() ? Optional.of(partial(error)) : Optional.empty(),
                warnings,
                render.isObject() ? Optional.of(render) : Optional.empty());
    }

    /** What cut the answer stands in the details. */
    private static ServiceException partial(JsonNode error) {
        JsonNode first = error.path("details").path(0);
        return ErrorReader.read(500, first.isObject() ? first : error);
    }

    @Override
    public void close() {
        http.close();
    }
}
