package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.server.tls.TlsOptions;
import dev.halcyon.server.tls.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of Azure's hosts stand for this server, as on a machine whose hosts file says so: a client connects here, wants
 * a certificate for the name that it knows, and writes that name into its requests.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AzureNamesTest {

    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private static final String LOGIN = "login.microsoftonline.com";
    private static final String LOGS = "api.loganalytics.io";
    private static final String MANAGEMENT = "management.azure.com";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private HalcyonServer server;
    private SSLContext trusting;
    private SignedIn application;

    /** What a host answered. */
    private record Answer(int status, String head, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        server = HalcyonServer.start(ServerOptions.at(folder)
                .withPorts(
                        ServerOptions.LOCAL_HOST,
                        OptionalInt.of(0),
                        Optional.of(
                                new HttpsOptions(0, false, new TlsOptions(TlsOptions.AZURE_NAMES, Optional.empty())))));
        trusting = Trust.in(folder);
        String workspace = server.workspaceResourceId();
        application = SignedIn.create(new Client(server), server, "unmodified")
                .assign(CONTRIBUTOR, workspace.substring(0, workspace.indexOf("/providers/")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Sends a request to this machine that is meant for a host of that name. */
    private Answer send(String host, String request, String headers, String body) throws IOException {
        int port = URI.create(server.secureAddress().orElseThrow()).getPort();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            OutputStream out = socket.getOutputStream();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write("%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
                    .formatted(request, host, headers, bytes.length)
                    .getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            socket.setSoTimeout(PATIENCE_MILLIS);
            String answer = read(socket.getInputStream());
            int end = answer.indexOf("\r\n\r\n");
            // Sizes of chunks stand around the object.
            int object = answer.indexOf('{', end);
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)),
                    answer.substring(0, end),
                    object < 0 ? "" : answer.substring(object, answer.lastIndexOf('}') + 1));
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!isComplete(answer.toString())) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
    }

    /** A server keeps the connection of a client that reads on. */
    private static boolean isComplete(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer.substring(0, end));
        return length.find()
                ? answer.length() - end - 4 >= Integer.parseInt(length.group(1))
                : answer.endsWith("\r\n0\r\n\r\n");
    }

    private String token(String audience) throws IOException {
        Answer answer = send(
                LOGIN,
                "POST /%s/oauth2/v2.0/token".formatted(server.tenantId()),
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=https%%3A%%2F%%2F%s%%2F.default"
                        .formatted(application.clientId(), application.secret(), audience));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return "Content-Type: application/json\r\nAuthorization: Bearer "
                + answer.json().path("access_token").asString() + "\r\n";
    }

    private Answer query(String host, String token) throws IOException {
        return send(
                host,
                "POST /v1/workspaces/%s/query".formatted(server.workspaceId()),
                token,
                "{\"query\":\"print current_cluster_endpoint()\"}");
    }

    private Answer workspace(String host, String token) throws IOException {
        return send(host, "GET %s?api-version=2022-10-01".formatted(server.workspaceResourceId()), token, "");
    }

    @Test
    void theDocumentsOfSignInNameTheHost() throws IOException {
        JsonNode instance = send(LOGIN, "GET /common/discovery/instance?api-version=1.1", "", "")
                .json();
        assertThat(instance.at("/metadata/0/aliases/0").asString()).isEqualTo(LOGIN);
        String discovery = instance.path("tenant_discovery_endpoint").asString();
        assertThat(discovery).startsWith("https://" + LOGIN + "/" + server.tenantId());
        JsonNode document =
                send(LOGIN, "GET " + URI.create(discovery).getPath(), "", "").json();
        assertThat(document.path("issuer").asString())
                .isEqualTo("https://%s/%s/v2.0".formatted(LOGIN, server.tenantId()));
        assertThat(document.path("token_endpoint").asString()).startsWith("https://" + LOGIN + "/");
    }

    @Test
    void everyServiceIsFoundUnderItsName() throws IOException {
        for (String host : List.of(LOGS, "api.loganalytics.azure.com")) {
            Answer answer = query(host, token(host));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/tables/0/rows/0/0").asString()).isEqualTo(host);
        }
        Answer workspace = workspace(MANAGEMENT, token(MANAGEMENT));
        assertThat(workspace.json().at("/properties/customerId").asString()).isEqualTo(server.workspaceId());
        Answer unsigned = send(
                server.workspaceId() + ".ods.opinsights.azure.com", "POST /api/logs?api-version=2016-04-01", "", "[]");
        assertThat(unsigned.status()).isIn(400, 403);
        Answer nobody = query(LOGS, "Content-Type: application/json\r\n");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.head()).contains("authorization_uri=\"https://" + LOGS + "/" + server.tenantId() + "\"");
    }

    /** The host of a request is what its sender writes: it makes a token for one service none for another. */
    @Test
    void aTokenStaysOneOfItsService() throws IOException {
        String logs = token(LOGS);
        for (String host : List.of(LOGS, MANAGEMENT)) {
            Answer refused = workspace(host, logs);
            assertThat(refused.status()).as(host).isEqualTo(401);
            assertThat(refused.body()).contains("InvalidAuthenticationTokenAudience");
        }
        Answer upload = send(
                MANAGEMENT,
                "POST /dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage"
                        + "?api-version=2023-01-01",
                token(MANAGEMENT),
                "[]");
        assertThat(upload.status()).as(upload.body()).isEqualTo(401);
    }

    @Test
    void theCertificateIsForNoOtherName() {
        for (String host : List.of("vault.azure.net", "graph.microsoft.com", "a.b.ods.opinsights.azure.com")) {
            assertThatThrownBy(() -> send(host, "GET /health", "", ""))
                    .as(host)
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }
}
