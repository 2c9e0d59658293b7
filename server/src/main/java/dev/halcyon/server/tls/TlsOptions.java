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

    /**
     * Names of Azure's own hosts, for clients whose endpoints cannot be set and whose machine is told that these names are
     * this server's. A data collection endpoint of Azure has a name of its own, with its region, which is none of these.
     */
    public static final List<String> AZURE_NAMES = List.of(
            "api.loganalytics.io",
            "api.loganalytics.azure.com",
            "login.microsoftonline.com",
            "management.azure.com",
            "monitor.azure.com",
            "*.ods.opinsights.azure.com");

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
