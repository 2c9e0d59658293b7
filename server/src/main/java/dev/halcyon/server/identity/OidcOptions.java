package dev.halcyon.server.identity;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * An OpenID provider whose tokens are accepted.
 *
 * @param issuer exactly as its tokens name it
 * @param audience what its tokens for this server are made for
 * @param keys where its key set is; empty asks its discovery document
 */
public record OidcOptions(String issuer, String audience, Optional<URI> keys) {
    public OidcOptions {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(audience, "audience");
        requireWeb(URI.create(issuer));
        keys.ifPresent(OidcOptions::requireWeb);
        if (issuer.contains("#") || audience.isBlank()) {
            throw new IllegalArgumentException("'%s' is no issuer, or the audience is missing".formatted(issuer));
        }
    }

    /** Plain HTTP only to this machine: whoever changes the keys on the way could sign as anyone. */
    static void requireWeb(URI address) {
        String host = String.valueOf(address.getHost());
        boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        if (!"https".equals(address.getScheme()) && !(local && "http".equals(address.getScheme()))) {
            throw new IllegalArgumentException("'%s' is no https address".formatted(address));
        }
    }
}
