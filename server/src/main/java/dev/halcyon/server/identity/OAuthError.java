package dev.halcyon.server.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A refused token request (identity.md section 4). */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT);

    private final int status;
    private final String error;
    private final int number;

    OAuthError(int status, String error, int number, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = Objects.requireNonNull(error, "error");
        this.number = number;
    }

    static OAuthError invalidRequest(int number, String message) {
        return new OAuthError(400, "invalid_request", number, message);
    }

    static OAuthError missing(String field) {
        return invalidRequest(90014, "The request needs the field '%s'.".formatted(field));
    }

    int status() {
        return status;
    }

    ObjectNode json(String requestId) {
        String time = TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        String correlation = UUID.randomUUID().toString();
        ObjectNode body = JsonMapper.shared().createObjectNode().put("error", error);
        body.put(
                "error_description",
                "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
                        .formatted(number, getMessage(), requestId, correlation, time));
        body.putArray("error_codes").add(number);
        return body.put("timestamp", time)
                .put("trace_id", requestId)
                .put("correlation_id", correlation)
                .put("error_uri", "");
    }
}
