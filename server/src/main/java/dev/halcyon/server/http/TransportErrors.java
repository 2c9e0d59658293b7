package dev.halcyon.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.UUID;

/** Answers requests that the HTTP server refuses before they reach a route, in the same shape as all others. */
public final class TransportErrors {

    private TransportErrors() {}

    /** A handler for every kind of refusal. */
    public static DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, TransportErrors::answer);
        }
        return builder.build();
    }

    private static DirectHandler.TransportResponse answer(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        ErrorBody body = status.code() >= 500
                ? ErrorBody.of("UnspecifiedError", "Something went wrong on the server.")
                : ErrorBody.of("BadRequest", "The request is not valid HTTP: " + status.reasonPhrase());
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Exchange.JSON)
                .keepAlive(false)
                .entity(body.text(UUID.randomUUID().toString()))
                .build();
    }
}
