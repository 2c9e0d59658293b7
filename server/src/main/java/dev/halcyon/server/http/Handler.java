package dev.halcyon.server.http;

import java.io.IOException;

/** Answers the requests of a route. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a request, or throws: an {@link HttpProblem} becomes its own answer, anything else 500.
     *
     * @throws IOException when the client is gone
     */
    void handle(Exchange exchange) throws IOException;
}
