package dev.halcyon.cli.client;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a server is and how requests to it are made.
 *
 * @param key sent with every request
 * @param trust whose certificates are believed; empty for the authorities of the Java runtime
 */
public record ServerAccess(URI address, String key, Optional<SSLContext> trust) {

    /** A server whose certificate, if it has one, needs no help. */
    public ServerAccess(URI address, String key) {
        this(address, key, Optional.empty());
    }

    public ServerAccess {
        String text = address.toString();
        if (text.endsWith("/")) {
            address = URI.create(text.substring(0, text.length() - 1));
        }
    }
}
