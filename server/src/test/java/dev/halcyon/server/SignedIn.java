package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application of a server under test, with tokens. */
record SignedIn(Client client, HalcyonServer server, String clientId, String secret, String objectId) {

    static SignedIn create(Client client, HalcyonServer server, String name) throws IOException {
        HttpResponse<String> made =
                client.json("POST", "/halcyon/v1/applications", server.ownerKey(), "{\"name\":\"%s\"}".formatted(name));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode body = Client.tree(made);
        return new SignedIn(
                client,
                server,
                body.path("clientId").asString(),
                body.path("clientSecret").asString(),
                body.path("objectId").asString());
    }

    /** Gives a role by its GUID. */
    SignedIn assign(String role, String scope) throws IOException {
        HttpResponse<String> made = client.json(
                "PUT",
                "%s/providers/Microsoft.Authorization/roleAssignments/%s?api-version=2022-04-01"
                        .formatted(scope, UUID.randomUUID()),
                server.ownerKey(),
                "{\"properties\":{\"roleDefinitionId\":\"%s\",\"principalId\":\"%s\"}}".formatted(role, objectId));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return this;
    }

    HttpResponse<String> request(String form) {
        return client.send(
                "POST",
                "/" + server.tenantId() + "/oauth2/v2.0/token",
                form.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded;charset=utf-8");
    }

    /** An {@code Authorization} header's value. */
    String bearer(String audience) {
        HttpResponse<String> answer = request("client_id=%s&client_secret=%s&grant_type=client_credentials&scope=%s"
                .formatted(
                        clientId,
                        secret,
                        URLEncoder.encode("openid " + audience + "/.default", StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return "Bearer " + Client.tree(answer).path("access_token").asString();
    }

    /** Sends JSON, or nothing, with a token for an audience. */
    HttpResponse<String> send(String method, String path, String audience, String body) {
        return sendWith(bearer(audience), method, path, body);
    }

    private HttpResponse<String> sendWith(String bearer, String method, String path, String body) {
        return client.send(
                method,
                path,
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Authorization",
                bearer);
    }

    /** The answer to a query of the workspace. */
    HttpResponse<String> query(String text) {
        return query(bearer("https://api.loganalytics.io"), text);
    }

    /** The same with a token of an earlier moment. */
    HttpResponse<String> query(String bearer, String text) {
        return sendWith(
                bearer,
                "POST",
                "/v1/workspaces/" + server.workspaceId() + "/query",
                JsonMapper.shared().createObjectNode().put("query", text).toString());
    }
}
