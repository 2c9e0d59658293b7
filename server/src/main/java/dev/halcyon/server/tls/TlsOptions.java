package dev.halcyon.server.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server certificate is.
 *
 * @param names further DNS names and IP addresses that the certificate of the server's own authority is made for
 * @param own a certificate of the user, which replaces it
 */
public record TlsOptions(List<String> names, Optional<OwnCertificate> own) {

    /** Made by the server, for this machine. */
    public static final TlsOptions STANDARD = new TlsOptions(List.of(), Optional.empty());

    public TlsOptions {
        names = List.copyOf(names);
        Objects.requireNonNull(own, "own");
    }

    /**
     * A certificate of the user in PEM files.
     *
     * @param chain the certificate, then those of the authorities in between
     * @param key its private key, without a password
     */
    public record OwnCertificate(Path chain, Path key) {
        public OwnCertificate {
            Objects.requireNonNull(chain, "chain");
            Objects.requireNonNull(key, "key");
        }
    }
}
