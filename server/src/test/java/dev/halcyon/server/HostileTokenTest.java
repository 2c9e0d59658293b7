package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import dev.halcyon.server.identity.OidcOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tokens that are not what they say, and the errors that clients get (identity.md, query.md section 5). */
@TestInstance(Lifecycle.PER_CLASS)
class HostileTokenTest {

    private static final String LOGS = "https://api.loganalytics.io";
    private static final String READER = "73c42c96-874c-492b-b04d-ab87d138a893";

    private HttpServer provider;
    private RSAKey providerKey;
    private String providerIssuer;
    private HalcyonServer server;
    private Client client;
    private SignedIn reader;
    private TokenForge forge;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JOSEException {
        providerKey = new RSAKeyGenerator(2048).keyID("theirs").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        providerIssuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(providerIssuer));
        serve("/keys", new JWKSet(providerKey).toString());
        provider.start();
        server = HalcyonServer.start(ServerOptions.at(folder)
                .withProviders(List.of(new OidcOptions(providerIssuer, "halcyon", Optional.empty()))));
        client = new Client(server);
        reader = SignedIn.create(client, server, "reader").assign(READER, server.workspaceResourceId());
        forge = TokenForge.of(folder, reader, LOGS);
    }

    private void serve(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        provider.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    @AfterAll
    void stop() {
        server.close();
        provider.stop(0);
    }

    private HttpResponse<String> query(String token) {
        return client.send(
                "POST",
                "/v1/workspaces/" + server.workspaceId() + "/query",
                "{\"query\":\"print 1\"}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token);
    }

    @Test
    void aTokenOfTheServersOwnKeyIsAccepted() throws JOSEException {
        assertThat(query(forge.own(forge.good())).statusCode()).isEqualTo(200);
    }

    @Test
    void forgeriesAreTold() throws JOSEException {
        for (String token : forge.forged()) {
            assertThat(Client.error(query(token))).as(token).isEqualTo("403 InvalidTokenError");
        }
    }

    @Test
    void whatIsNoTokenIsTold() {
        for (String token : forge.malformed()) {
            assertThat(Client.error(query(token))).as(token).isEqualTo("403 InvalidAuthenticationToken");
        }
        assertThat(Client.error(query("not-a-token"))).isEqualTo("403 InsufficientAccessError");
        HttpResponse<String> none = client.get("/v1/workspaces/" + server.workspaceId() + "/query?query=print%201");
        assertThat(Client.error(none)).isEqualTo("401 AuthorizationRequiredError");
        assertThat(none.headers().firstValue("WWW-Authenticate").orElse(""))
                .isEqualTo("Bearer authorization_uri=\"%s/%s\", error=\"invalid_token\""
                        .formatted(server.address(), server.tenantId()));
    }

    @Test
    void timeIssuerTenantAndAudienceAreChecked() throws JOSEException {
        for (String token : forge.untimely()) {
            assertThat(Client.error(query(token))).as(token).isEqualTo("403 InvalidAuthenticationToken");
        }
        for (String token : forge.misdirected()) {
            assertThat(Client.error(query(token))).as(token).isEqualTo("403 InvalidAuthenticationTokenAudience");
        }
        for (String audience : List.of(
                "https://API.loganalytics.io//.default",
                "https://api.loganalytics.azure.com/",
                "https://westus2.api.loganalytics.io",
                "https://monitor.azure.com//",
                "https://localhost",
                "https://127.0.0.1:8443",
                "https://help.kusto.windows.net")) {
            assertThat(query(forge.own(forge.changed().audience(audience).build()))
                            .statusCode())
                    .as(audience)
                    .isEqualTo(200);
        }
    }

    @Test
    void managementWantsAManagementToken() throws JOSEException {
        String table = server.workspaceResourceId() + "/tables/Usage?api-version=2022-10-01";
        String logs = "Bearer " + forge.own(forge.good());
        HttpResponse<String> refused = client.get(table, "Authorization", logs);
        assertThat(Client.error(refused)).isEqualTo("401 InvalidAuthenticationTokenAudience");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        String arm = "Bearer "
                + forge.own(forge.changed()
                        .audience("https://management.core.windows.net/")
                        .build());
        assertThat(client.get(table, "Authorization", arm).statusCode()).isEqualTo(200);
        HttpResponse<String> expired = client.get(
                table,
                "Authorization",
                "Bearer "
                        + forge.own(forge.changed()
                                .expirationTime(Date.from(Instant.EPOCH))
                                .build()));
        assertThat(Client.error(expired)).isEqualTo("401 ExpiredAuthenticationToken");
        HttpResponse<String> upload = client.send(
                "POST",
                "/dataCollectionRules/dcr-0/streams/Custom-X?api-version=2023-01-01",
                "[]".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer a.b.c");
        assertThat(Client.error(upload)).isEqualTo("401 AuthenticationFailed");
    }

    @Test
    void aProviderOfTheUserIsTrustedForItsOwnPrincipalsOnly() throws JOSEException, IOException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(providerIssuer)
                .audience("halcyon")
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("theirs").build();
        String token = TokenForge.signed(claims, header, new RSASSASigner(providerKey));
        assertThat(Client.error(query(token))).isEqualTo("403 InsufficientAccessError");
        new SignedIn(client, server, "", "", providerIssuer + "#ada").assign(READER, server.workspaceResourceId());
        assertThat(query(token).statusCode()).isEqualTo(200);
        // Named like an application of the server: still another principal.
        JWTClaimsSet posing =
                new JWTClaimsSet.Builder(claims).subject(reader.objectId()).build();
        assertThat(Client.error(query(TokenForge.signed(posing, header, new RSASSASigner(providerKey)))))
                .isEqualTo("403 InsufficientAccessError");
        JWTClaimsSet other = new JWTClaimsSet.Builder(claims).audience("other").build();
        assertThat(Client.error(query(TokenForge.signed(other, header, new RSASSASigner(providerKey)))))
                .isEqualTo("403 InvalidAuthenticationTokenAudience");
        // Signed by the server's key in the provider's name, and the other way round.
        assertThat(Client.error(query(forge.own(claims)))).isEqualTo("403 InvalidTokenError");
        assertThat(Client.error(query(TokenForge.signed(forge.good(), header, new RSASSASigner(providerKey)))))
                .isEqualTo("403 InvalidTokenError");
    }

    @Test
    void tokenRequestsFailWithTheDocumentedErrors() {
        String app = "client_id=" + reader.clientId();
        String secret = "&client_secret=" + reader.secret();
        String grant = "&grant_type=client_credentials";
        String scope = "&scope=https%3A%2F%2Fmonitor.azure.com%2F%2F.default";
        assertThat(failure(app + "&client_secret=wrong" + grant + scope)).isEqualTo("401 invalid_client 7000215");
        assertThat(failure(app + grant + scope)).isEqualTo("401 invalid_client 7000218");
        assertThat(failure("client_id=" + UUID.randomUUID() + secret + grant + scope))
                .isEqualTo("400 unauthorized_client 700016");
        assertThat(failure(app + secret + scope)).isEqualTo("400 invalid_request 90014");
        assertThat(failure(app + secret + grant)).isEqualTo("400 invalid_request 90014");
        assertThat(failure(app + secret + grant + "&scope=openid")).isEqualTo("400 invalid_scope 70011");
        assertThat(failure(app + secret + grant + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"))
                .isEqualTo("400 invalid_resource 500011");
        assertThat(failure(app + secret + "&grant_type=password" + scope))
                .isEqualTo("400 unsupported_grant_type 70003");
        assertThat(failure("client_id=%zz")).isEqualTo("400 invalid_request 900144");
        HttpResponse<String> tenant = client.send(
                "POST",
                "/" + UUID.randomUUID() + "/oauth2/v2.0/token",
                (app + secret + grant + scope).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(tenant.body()).contains("AADSTS90002");
    }

    private String failure(String form) {
        HttpResponse<String> answer = reader.request(form);
        JsonNode body = Client.tree(answer);
        assertThat(body.path("error_description").asString(""))
                .startsWith("AADSTS" + body.at("/error_codes/0").asInt());
        return "%d %s %d"
                .formatted(
                        answer.statusCode(),
                        body.path("error").asString(),
                        body.at("/error_codes/0").asInt());
    }

    @Test
    void bothFormsBasicAndTheManagedIdentityGiveTokens() throws IOException {
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((reader.clientId() + ":" + reader.secret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> first = client.send(
                "POST",
                "/" + server.tenantId() + "/oauth2/token",
                "grant_type=client_credentials&resource=https%3A%2F%2Fapi.loganalytics.io"
                        .getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                basic);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(Client.tree(first).path("expires_on").isString()).isTrue();
        assertThat(query(Client.tree(first).path("access_token").asString()).statusCode())
                .isEqualTo(200);
        String msi = "/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fmonitor.azure.com%2F";
        assertThat(client.get(msi, "X-IDENTITY-HEADER", "wrong").statusCode()).isEqualTo(401);
        assertThat(client.get(msi).statusCode()).isEqualTo(401);
        HttpResponse<String> managed = client.get(msi, "X-IDENTITY-HEADER", server.identityHeader());
        assertThat(Client.tree(managed).path("resource").asString()).isEqualTo("https://monitor.azure.com/");
        assertThat(query(Client.tree(managed).path("access_token").asString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void documentsNameTheHostThatWasAsked() {
        String tenant = server.tenantId();
        for (String name : List.of(tenant, "common", "organizations")) {
            JsonNode document = Client.tree(client.get("/" + name + "/v2.0/.well-known/openid-configuration"));
            assertThat(document.path("issuer").asString()).isEqualTo(server.address() + "/" + tenant + "/v2.0");
            assertThat(document.path("token_endpoint").asString())
                    .isEqualTo(server.address() + "/" + tenant + "/oauth2/v2.0/token");
        }
        assertThat(client.get("/nobody/v2.0/.well-known/openid-configuration").statusCode())
                .isEqualTo(400);
        JsonNode keys =
                Client.tree(client.get("/" + tenant + "/discovery/v2.0/keys")).path("keys");
        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.path(0).path("d").isMissingNode()).isTrue();
        assertThat(keys.path(0).path("kid").asString())
                .isEqualTo(forge.signing().getKeyID());
        JsonNode instance = Client.tree(client.get("/common/discovery/instance?api-version=1.1"));
        assertThat(instance.at("/metadata/0/preferred_network").asString()).isEqualTo("127.0.0.1:" + server.port());
    }
}
