package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.cli.Main;
import dev.halcyon.conformance.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A first start that is killed at random, before or while it makes its database, keys and certificates: the next one serves
 * from what is there. The seed is printed; {@code -Dhalcyon.seed=N} repeats a run.
 */
class KilledStartTest {

    private static final int FOLDERS = 2;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    @Test
    void theNextStartServes() throws Exception {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        System.out.println("KilledStartTest: -Dhalcyon.seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        long start = System.nanoTime();
        serves(folder.resolve("whole"));
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        int kills = Integer.getInteger("halcyon.kills", FOLDERS * KILLS);
        for (int kill = 0; kill < kills; kill += KILLS) {
            Path data = folder.resolve("data-" + kill);
            // What the first kill leaves is what the second start finds.
            for (int again = 0; again < KILLS; again++) {
                try (KilledProcess server = KilledProcess.start(
                        folder, Main.class, List.of("serve", "--http-port", "0", "--data", data.toString()))) {
                    Thread.sleep(random.nextLong(milliseconds));
                    server.kill();
                }
            }
            serves(data);
        }
    }

    /** Starts a server, which answers with the keys and the certificate that are in its folder. */
    private static void serves(Path data) throws IOException, InterruptedException, GeneralSecurityException {
        try (ServerProcess server = ServerProcess.start(data, "serve");
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trusting(data.resolve("tls").resolve("ca.pem")))
                        .build()) {
            JsonNode keys = JsonMapper.shared().readTree(Files.readString(data.resolve("keys.json")));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.secureAddress() + "/v1/workspaces/workspace/query"))
                    .header("X-Api-Key", keys.path("ownerKey").asString())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"Usage | count\"}"))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
