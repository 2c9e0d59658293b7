package dev.halcyon.server.identity;

import dev.halcyon.server.http.Exchange;

/** The address that a client used. Documents name it, because clients compare it with the authority they were given. */
final class Origin {

    private Origin() {}

    static String of(Exchange exchange) {
        return (exchange.isSecure() ? "https://" : "http://") + exchange.authority();
    }
}
