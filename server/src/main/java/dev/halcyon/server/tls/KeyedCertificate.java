package dev.halcyon.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A certificate with its private key.
 *
 * @param chain the certificate first, then those that vouch for it
 */
record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {
    KeyedCertificate {
        chain = List.copyOf(chain);
        Objects.requireNonNull(key, "key");
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("A chain begins with a certificate");
        }
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    Instant expiry() {
        return certificate().getNotAfter().toInstant();
    }
}
