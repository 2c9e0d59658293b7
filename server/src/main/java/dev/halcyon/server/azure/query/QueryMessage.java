package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Parameters;
import dev.halcyon.server.http.RequestBody;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request for a query says, whether it came alone or as a member of a batch.
 *
 * @param body its JSON object; empty for GET, whose query stands in the parameters
 * @param endpoint host that it was sent to
 */
record QueryMessage(Optional<JsonNode> body, Parameters parameters, PreferHeader prefer, String endpoint) {

    /** Query texts of 2 MiB and their JSON escapes. */
    private static final int MAXIMUM_BODY_BYTES = 8 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    QueryMessage {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(prefer, "prefer");
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /**
     * Of a request that came alone.
     *
     * @throws dev.halcyon.server.http.HttpProblem 400 when its body is no JSON object
     */
    static QueryMessage of(Exchange exchange) throws IOException {
        Optional<JsonNode> body = exchange.method().equals("POST") ? Optional.of(json(exchange)) : Optional.empty();
        return new QueryMessage(body, exchange.parameters(), PreferHeader.of(exchange), exchange.host());
    }

    /** The body of a request, a JSON object. */
    static JsonNode json(Exchange exchange) throws IOException {
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
        } catch (ZipException | EOFException e) {
            throw QueryProblems.invalidBody("The body is not valid gzip: " + e.getMessage());
        }
    }
}
