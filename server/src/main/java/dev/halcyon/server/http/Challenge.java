package dev.halcyon.server.http;

/** The header that tells a client where tokens are to be had. */
public final class Challenge {

    private Challenge() {}

    /** The value of {@code WWW-Authenticate} of a 401. */
    public static String of(Exchange exchange, String tenantId) {
        return "Bearer authorization_uri=\"%s://%s/%s\", error=\"invalid_token\""
                .formatted(exchange.isSecure() ? "https" : "http", exchange.authority(), tenantId);
    }
}
