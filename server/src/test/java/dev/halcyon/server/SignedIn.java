package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

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
}
