package dev.halcyon.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;

/** No answer came. */
public final class ServerUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    ServerUnreachableException(URI server, Exception cause) {
        super(message(server, cause), cause);
    }

    private static String message(URI server, Exception cause) {
        if (cause instanceof ConnectException) {
            return "No server answers at %s: start one with 'halcyon serve', or give another --url.".formatted(server);
        }
        if (cause instanceof HttpTimeoutException) {
            return "The server at %s did not answer in time.".formatted(server);
        }
        return "The connection to %s broke: %s".formatted(server, cause.getMessage());
    }
}
