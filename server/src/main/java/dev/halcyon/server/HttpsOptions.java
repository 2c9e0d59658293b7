package dev.halcyon.server;

import dev.halcyon.server.tls.TlsOptions;
import java.util.Objects;

/**
 * How a server listens for HTTPS.
 *
 * @param port 0 takes any free one
 * @param yields true takes another free port when the port is in use
 * @param tls what the certificate is
 */
public record HttpsOptions(int port, boolean yields, TlsOptions tls) {
    public HttpsOptions {
        ServerOptions.requirePort(port);
        Objects.requireNonNull(tls, "tls");
    }

    /** Any free port, with the certificate of the server's own authority. */
    public static final HttpsOptions ANY_PORT = new HttpsOptions(0, false, TlsOptions.STANDARD);
}
