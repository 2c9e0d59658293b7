package dev.halcyon.server.azure.query;

import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.bind.TimeRange;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.ApiKey;
import dev.halcyon.workspace.query.QueryRefusedException;
import dev.halcyon.workspace.query.QueryRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads queries out of requests, and checks who asks; also for protocols that take queries in the same form. */
public final class QueryRequests {

    /** Query texts of 2 MiB and their JSON escapes. */
    private static final int MAXIMUM_BODY_BYTES = 8 << 20;

    private static final int MAXIMUM_RESOURCES = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final WorkspaceAccess access;

    public QueryRequests(Workspace workspace) {
        this.workspace = workspace;
        this.access = new WorkspaceAccess(workspace);
    }

    /**
     * The query of a request that names its workspace by an id.
     *
     * @throws HttpProblem 401 or 403 when the sender may not read it, 400 for a body that cannot be used
     */
    public QueryRequest byWorkspace(Exchange exchange, String id) throws IOException {
        return read(exchange, access.reader(exchange, id));
    }

    /** The same for an ARM id. */
    QueryRequest byResource(Exchange exchange, String resourceId) throws IOException {
        return read(exchange, access.resourceReader(exchange, resourceId));
    }

    /** What answers a query needs. */
    @FunctionalInterface
    public interface Answer {
        void write() throws IOException;
    }

    /**
     * Answers a query; its failures become the errors of query.md section 5.
     *
     * @throws HttpProblem when it does not compile, is not admitted or fails before the answer has begun
     */
    public static void answer(QueryRequest request, Answer answer) throws IOException {
        try {
            answer.write();
        } catch (KqlException e) {
            throw QueryProblems.of(e, request.text());
        } catch (QueryRefusedException e) {
            throw QueryProblems.of(e);
        } catch (EngineException e) {
            throw QueryProblems.of(e);
        }
    }

    private QueryRequest read(Exchange exchange, ApiKey key) throws IOException {
        Instant now = workspace.clock().now();
        Optional<TimeRange> urlRange =
                exchange.parameters().first("timespan").flatMap(text -> TimespanParameter.parse(text, now));
        PreferHeader prefer = PreferHeader.of(exchange);
        String text;
        Optional<TimeRange> bodyRange = Optional.empty();
        RequestValues values = RequestValues.NONE;
        if (exchange.method().equals("POST")) {
            JsonNode body = body(exchange);
            text = body.path("query").asString("");
            if (!body.path("query").isString() || text.isBlank()) {
                throw QueryProblems.invalidBody("The body needs a member 'query' with the text of the query.");
            }
            bodyRange = timespan(body.path("timespan"), now);
            values = new RequestValues(values(body, "parameters"), values(body, "options"));
            for (JsonNode name : body.path("workspaces")) {
                access.requireOwn(name.asString(""));
            }
            if (body.path("workspaces").size() > MAXIMUM_RESOURCES) {
                throw QueryProblems.invalidBody("A query reads at most " + MAXIMUM_RESOURCES + " workspaces.");
            }
        } else {
            text = exchange.parameters().first("query").orElse("");
            if (text.isBlank()) {
                throw QueryProblems.invalidBody("The address needs a parameter 'query' with the text of the query.");
            }
            for (String name :
                    exchange.parameters().first("workspaces").orElse("").split(",", -1)) {
                if (!name.isBlank()) {
                    access.requireOwn(name.strip());
                }
            }
        }
        return new QueryRequest(
                text, TimespanParameter.intersection(urlRange, bodyRange), prefer.timeLimit(), key.id(), values);
    }

    /** Parameters and options as text: a number or a truth value is its own literal. */
    private static Map<String, String> values(JsonNode body, String member) {
        JsonNode given = body.path(member);
        Map<String, String> values = new HashMap<>();
        if (!given.isObject()) {
            return values;
        }
        given.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw QueryProblems.invalidBody(
                        "'%s.%s' must be text, a number, true or false.".formatted(member, property.getKey()));
            }
            values.put(property.getKey(), value.asString());
        });
        return values;
    }

    private static Optional<TimeRange> timespan(JsonNode node, Instant now) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw QueryProblems.invalidBody("'timespan' must be text, such as \"P7D\".");
        }
        return TimespanParameter.parse(node.asString(), now);
    }

    private static JsonNode body(Exchange exchange) throws IOException {
        String contentType = exchange.header("Content-Type").orElse("");
        // Only JSON: a browser sends other types across sites without asking the server first.
        if (!contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw QueryProblems.invalidBody("Send the query as JSON with Content-Type: application/json.");
        }
        try {
            byte[] bytes = RequestBody.bytes(RequestBody.open(exchange, MAXIMUM_BODY_BYTES), MAXIMUM_BODY_BYTES);
            JsonNode body = JSON.readTree(bytes);
            if (!body.isObject()) {
                throw QueryProblems.invalidBody("The body must be a JSON object.");
            }
            return body;
        } catch (JacksonException e) {
            throw QueryProblems.invalidBody("The body is not valid JSON: " + e.getOriginalMessage());
        } catch (ZipException e) {
            throw QueryProblems.invalidBody("The body is not valid gzip: " + e.getMessage());
        }
    }
}
