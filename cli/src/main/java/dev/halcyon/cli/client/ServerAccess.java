package dev.halcyon.cli.client;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a server is and how requests to it are made.
 *
 * @param credential shown with every request
 * @param trust whose certificates are believed; empty for the authorities of the Java runtime
 */
public record ServerAccess(URI address, Credential credential, Optional<SSLContext> trust) {

    /** A server whose certificate, if it has one, needs no help, and a key. */
    public ServerAccess(URI address, String key) {
        this(address, new Credential.Key(key), Optional.empty());
    }

    public ServerAccess {
        String text = address.toString();
        if (text.endsWith("/")) {
            address = URI.create(text.substring(0, text.length() - 1));
        }
    }
}
