package dev.halcyon.cli;

import dev.halcyon.server.HttpsOptions;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.server.tls.TlsOptions;
import dev.halcyon.server.tls.TlsOptions.OwnCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command listens, and with which certificate. */
final class ListenOptions {

    static final int USUAL_PORT = 8080;
    static final int USUAL_HTTPS_PORT = 8443;

    private static final String OFF = "off";
    private static final int HIGHEST = 65_535;

    @Option(
            names = "--http-host",
            paramLabel = "HOST",
            defaultValue = ServerOptions.LOCAL_HOST,
            description = "Address to listen on. Default: ${DEFAULT-VALUE}, this machine only")
    private String host = ServerOptions.LOCAL_HOST;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Port of plain HTTP; 0 takes any free one, 'off' turns it off. Default: " + USUAL_PORT)
    private @Nullable String httpPort;

    @Option(
            names = "--https-port",
            paramLabel = "N",
            description = "Port of HTTPS; 0 takes any free one, 'off' turns it off. Default: " + USUAL_HTTPS_PORT
                    + ", or any free one when that is in use or --http-port is 0")
    private @Nullable String httpsPort;

    @Option(
            names = "--tls-name",
            paramLabel = "NAME",
            description = "A further DNS name or IP address that clients reach the server by; may be given several "
                    + "times. The certificate is always made for localhost, 127.0.0.1, ::1 and the machine's name.")
    private List<String> tlsNames = List.of();

    @Option(
            names = "--azure-names",
            description =
                    "Make the certificate for the names of Azure's hosts too (api.loganalytics.io, "
                            + "login.microsoftonline.com and others), for clients whose endpoints cannot be set: docs/identity.md.")
    private boolean azureNames;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Your own certificate with its chain, in PEM form. Default: one that the server's own "
                    + "authority signs; clients trust tls/ca.pem of the data folder.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of --tls-certificate, in PEM form.")
    private @Nullable Path key;

    /** The options of a server that keeps serving. */
    ServerOptions over(ServerOptions options) {
        OptionalInt http = port("--http-port", httpPort, USUAL_PORT);
        Optional<HttpsOptions> https = https(http);
        if (http.isEmpty() && https.isEmpty()) {
            throw new UserException("--http-port and --https-port are both off: nobody could reach the server.");
        }
        return options.withPorts(host, http, https);
    }

    /**
     * The options of the tutorial's server: nobody but the command itself has to find it, unless it keeps serving.
     *
     * @throws UserException without plain HTTP, which the tutorial's own steps use
     */
    ServerOptions overTutorial(ServerOptions options, boolean serve) {
        OptionalInt http = port("--http-port", httpPort, serve ? USUAL_PORT : 0);
        if (http.isEmpty()) {
            throw new UserException("--http-port off: the tutorial itself speaks plain HTTP to its workspace.");
        }
        return options.withPorts(host, http, serve || httpsPort != null ? https(http) : Optional.empty());
    }

    private Optional<HttpsOptions> https(OptionalInt http) {
        boolean anyPort = http.isPresent() && http.getAsInt() == 0;
        OptionalInt port = port("--https-port", httpsPort, anyPort ? 0 : USUAL_HTTPS_PORT);
        if (port.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new HttpsOptions(port.getAsInt(), httpsPort == null, new TlsOptions(names(), ownCertificate())));
    }

    private List<String> names() {
        return azureNames
                ? Stream.concat(tlsNames.stream(), TlsOptions.AZURE_NAMES.stream())
                        .toList()
                : tlsNames;
    }

    private Optional<OwnCertificate> ownCertificate() {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new UserException("--tls-certificate and --tls-key belong together: give both.");
        }
        if (!names().isEmpty()) {
            throw new UserException("%s does nothing to a certificate of your own: leave it out."
                    .formatted(azureNames ? "--azure-names" : "--tls-name"));
        }
        requireFile("--tls-certificate", certificate);
        requireFile("--tls-key", key);
        return Optional.of(new OwnCertificate(certificate, key));
    }

    private static void requireFile(String option, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("%s %s is not a file.".formatted(option, file));
        }
    }

    private static OptionalInt port(String option, @Nullable String text, int usual) {
        if (text == null) {
            return OptionalInt.of(usual);
        }
        if (text.toLowerCase(Locale.ROOT).equals(OFF)) {
            return OptionalInt.empty();
        }
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UserException(
                    "%s %s is no port: give a number, or '%s'; see --help.".formatted(option, text, OFF), e);
        }
        if (port < 0 || port > HIGHEST) {
            throw new UserException("%s %d is outside 0 to %d.".formatted(option, port, HIGHEST));
        }
        return OptionalInt.of(port);
    }
}
