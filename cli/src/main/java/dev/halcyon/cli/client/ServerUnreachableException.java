package dev.halcyon.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** No answer came. */
public final class ServerUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** How the answer of a TLS port to a plain request begins; the runtime quotes what it cannot read. */
    private static final String TLS_ALERT = "\u0015\u0003";

    ServerUnreachableException(URI server, Exception cause) {
        super(message(server, cause), cause);
    }

    private static String tls(URI server, Exception cause) {
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof CertPathBuilderException || reason instanceof CertPathValidatorException) {
                return "The certificate of %s is not trusted: give its authority with --ca FILE; a Halcyon server's own is tls/ca.pem in its data folder."
                        .formatted(server);
            }
            if (reason instanceof CertificateException && !(reason.getCause() instanceof GeneralSecurityException)) {
                return "The certificate of %s is not for that name: use one of its names, or start the server with --tls-name (%s)."
                        .formatted(server, reason.getMessage());
            }
        }
        // The runtime has no error of its own for it.
        if (String.valueOf(cause.getMessage()).contains("plaintext connection")
                || String.valueOf(cause.getMessage()).contains("unrecognized SSL message")) {
            return "The server at %s speaks plain HTTP on that port: give its address with http://, or its port for https."
                    .formatted(server);
        }
        return "No secure connection to %s: %s".formatted(server, cause.getMessage());
    }

    private static String message(URI server, Exception cause) {
        if (cause instanceof ConnectException) {
            return "No server answers at %s: start one with 'halcyon serve', or give another --url.".formatted(server);
        }
        if (cause instanceof HttpTimeoutException) {
            return "The server at %s did not answer in time.".formatted(server);
        }
        if (cause instanceof SSLException) {
            return tls(server, cause);
        }
        if ("http".equals(server.getScheme())
                && String.valueOf(cause.getMessage()).contains(TLS_ALERT)) {
            return "The server at %s speaks HTTPS on that port: give its address with https://, or its port for http."
                    .formatted(server);
        }
        return "The connection to %s broke: %s".formatted(server, cause.getMessage());
    }
}
