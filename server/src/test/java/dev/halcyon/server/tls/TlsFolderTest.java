package dev.halcyon.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.HttpsOptions;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.server.tls.TlsOptions.OwnCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFolderTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    private ServingCertificate open(TlsOptions options) throws IOException {
        return TlsFolder.open(folder, options, "127.0.0.1", now::get);
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("tls").resolve(name));
    }

    @Test
    void aFirstStartMakesAnAuthorityWhoseKeysOnlyTheOwnerReads() throws IOException {
        ServingCertificate certificate = open(TlsOptions.STANDARD);
        assertThat(certificate.names()).contains("localhost", "127.0.0.1");
        for (String name : List.of("ca-key.pem", "server-key.pem")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("tls").resolve(name))))
                    .isEqualTo("rw-------");
        }
        String authority = file("ca.pem");
        String server = file("server.pem");
        open(TlsOptions.STANDARD);
        assertThat(file("ca.pem")).isEqualTo(authority);
        assertThat(file("server.pem")).isEqualTo(server);
    }

    @Test
    void theCertificateIsRenewedWhileItServes() throws IOException, GeneralSecurityException {
        ServingCertificate certificate = open(TlsOptions.STANDARD);
        String authority = file("ca.pem");
        String first = file("server.pem");
        certificate.context();
        now.set(START.plus(Duration.ofDays(366)));
        assertThat(file("server.pem")).isEqualTo(first);
        now.set(START.plus(Duration.ofDays(368)));
        handshake(certificate);
        assertThat(file("server.pem")).isNotEqualTo(first);
        assertThat(file("ca.pem")).isEqualTo(authority);
    }

    @Test
    void furtherNamesMakeANewCertificateOfTheSameAuthority() throws IOException {
        open(TlsOptions.STANDARD);
        String authority = file("ca.pem");
        String first = file("server.pem");
        assertThat(open(new TlsOptions(List.of("logs.example.org", "2001:DB8::1"), Optional.empty()))
                        .names())
                .contains("logs.example.org", "2001:db8:0:0:0:0:0:1");
        assertThat(file("server.pem")).isNotEqualTo(first);
        assertThat(file("ca.pem")).isEqualTo(authority);
        assertThatThrownBy(() -> open(new TlsOptions(List.of("no name"), Optional.empty())))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("'no name'");
    }

    @Test
    void aKeyOfAnotherCertificateIsToldAtTheStart() throws IOException {
        open(TlsOptions.STANDARD);
        Path tls = folder.resolve("tls");
        assertThatThrownBy(() -> open(new TlsOptions(
                        List.of(),
                        Optional.of(new OwnCertificate(tls.resolve("server.pem"), tls.resolve("ca-key.pem"))))))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("does not belong");
        assertThatThrownBy(() -> open(new TlsOptions(
                        List.of(), Optional.of(new OwnCertificate(tls.resolve("ca.pem"), tls.resolve("ca.pem"))))))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("no private key");
        Files.setPosixFilePermissions(tls.resolve("ca-key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> open(TlsOptions.STANDARD)).hasMessageContaining("chmod 600");
    }

    @Test
    void clientsThatTrustTheStoreReachTheServerOverTls() throws Exception {
        ServerOptions options = ServerOptions.at(folder)
                .withPorts("127.0.0.1", OptionalInt.empty(), Optional.of(HttpsOptions.ANY_PORT));
        try (HalcyonServer server = HalcyonServer.start(options);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(Trust.in(folder)).build()) {
            assertThat(server.address()).startsWith("https://");
            HttpRequest health = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/health"))
                    .build();
            assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Connects once, as far as the choice of the certificate. */
    private void handshake(ServingCertificate certificate) throws IOException, GeneralSecurityException {
        try (var listening = certificate.context().getServerSocketFactory().createServerSocket(0);
                SSLSocket client = (SSLSocket)
                        Trust.in(folder).getSocketFactory().createSocket("127.0.0.1", listening.getLocalPort())) {
            Thread server = Thread.ofVirtual().start(() -> {
                try (var accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                } catch (IOException e) {
                    // The client closes; the test looks at the files.
                }
            });
            try {
                client.startHandshake();
            } catch (IOException e) {
                // The certificate is of another time than the machine's.
            }
            server.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
