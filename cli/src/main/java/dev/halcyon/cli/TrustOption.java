package dev.halcyon.cli;

import dev.halcyon.cli.client.Authorities;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signature on a server's certificate a command believes. */
final class TrustOption {

    private static final String VARIABLE = "HALCYON_CA";

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "For --url https://…: trust the authorities in this PEM file, and no others. Default: the "
                    + "variable HALCYON_CA, else those of the Java runtime; for a server on this machine also "
                    + "halcyon-data/tls/ca.pem")
    private @Nullable Path file;

    /**
     * Refuses the option where no server is asked.
     *
     * @throws UserException when it was given
     */
    void requireUnused() {
        if (file != null) {
            throw new UserException("--ca works with --url only: no connection is made to other machines.");
        }
    }

    /**
     * What to trust at an address; empty for what the Java runtime trusts.
     *
     * @throws UserException when the file cannot be read, or the address is not secure
     */
    Optional<SSLContext> context(URI address) {
        boolean secure = "https".equals(address.getScheme());
        if (file != null) {
            if (!secure) {
                throw new UserException("--ca works with https only, and --url is %s.".formatted(address));
            }
            return Optional.of(read("--ca", file, true));
        }
        if (!secure) {
            return Optional.empty();
        }
        String variable = System.getenv().getOrDefault(VARIABLE, "");
        if (!variable.isBlank()) {
            return Optional.of(read(VARIABLE, Path.of(variable), true));
        }
        Path own = Path.of(DataFolders.USUAL).resolve("tls").resolve("ca.pem");
        // The server may have a certificate of the user's own, which the Java runtime trusts.
        return CredentialOptions.isHere(address) && Files.isReadable(own)
                ? Optional.of(read("The file", own, false))
                : Optional.empty();
    }

    private static SSLContext read(String source, Path file, boolean alone) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("%s %s is not a file.".formatted(source, file));
        }
        try {
            return alone ? Authorities.only(file) : Authorities.with(file);
        } catch (IOException e) {
            throw new UserException("%s %s cannot be read: %s".formatted(source, file, e.getMessage()), e);
        } catch (CertificateException e) {
            throw new UserException("%s %s holds no certificate in PEM form.".formatted(source, file), e);
        }
    }
}
