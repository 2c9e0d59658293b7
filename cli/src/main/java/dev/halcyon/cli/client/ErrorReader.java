package dev.halcyon.cli.client;

import dev.halcyon.cli.client.ServiceException.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the error body of query.md section 5. */
final class ErrorReader {
    private static final int LONGEST_QUOTE = 200;

    private ErrorReader() {}

    /** The exception for an answer that is not a success. */
    static ServiceException read(int status, String body) {
        JsonNode error;
        try {
            error = JsonMapper.shared().readTree(body).path("error");
        } catch (JacksonException e) {
            error = JsonMapper.shared().missingNode();
        }
        if (!error.isObject()) {
            String quote = body.isBlank() ? "an empty body" : body.strip();
            return new ServiceException(
                    status,
                    "HTTP" + status,
                    "The server answered %d with %s"
                            .formatted(
                                    status,
                                    quote.lines().findFirst().orElse("").length() > LONGEST_QUOTE
                                            ? "an unreadable body"
                                            : quote),
                    Optional.empty(),
                    List.of());
        }
        return read(status, error);
    }

    /** The exception for the value of an {@code error} member. */
    static ServiceException read(int status, JsonNode error) {
        List<String> details = new ArrayList<>();
        JsonNode innermost = error;
        JsonNode next = error;
        while (next.isObject()) {
            innermost = next;
            for (JsonNode detail : next.path("details")) {
                details.add(innermostOf(detail).path("message").asString(""));
            }
            next = next.path("innererror");
        }
        String message = innermost.path("message").asString("no message");
        Optional<Position> position = innermost.path("line").isInt()
                ? Optional.of(new Position(
                        innermost.path("line").asInt(),
                        innermost.path("pos").asInt(1),
                        innermost.path("token").asString("")))
                : Optional.empty();
        return new ServiceException(
                status, innermost.path("code").asString("HTTP" + status), message, position, details);
    }

    private static JsonNode innermostOf(JsonNode error) {
        JsonNode innermost = error;
        while (innermost.path("innererror").isObject()) {
            innermost = innermost.path("innererror");
        }
        return innermost;
    }
}
