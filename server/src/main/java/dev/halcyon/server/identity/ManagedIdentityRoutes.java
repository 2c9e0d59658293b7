package dev.halcyon.server.identity;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.access.AccessControl;
import dev.halcyon.workspace.access.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The managed identity of App Service, which {@code DefaultAzureCredential} finds by two variables (identity.md section 5). */
final class ManagedIdentityRoutes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AccessControl access;
    private final TokenIssuer issuer;
    private final Audiences audiences;
    private final byte[] header;

    /**
     * The endpoint.
     *
     * @param header the secret that programs of this machine's owner send
     */
    ManagedIdentityRoutes(AccessControl access, TokenIssuer issuer, Audiences audiences, String header) {
        this.access = access;
        this.issuer = issuer;
        this.audiences = audiences;
        this.header = header.getBytes(StandardCharsets.UTF_8);
    }

    List<Route> routes() {
        return List.of(Route.of("/msi/token", this::token, "GET"));
    }

    private void token(Exchange exchange) throws IOException {
        exchange.setHeader("Cache-Control", "no-store");
        String presented = exchange.header("X-IDENTITY-HEADER")
                .or(() -> exchange.header("secret"))
                .orElse("");
        if (!MessageDigest.isEqual(header, presented.getBytes(StandardCharsets.UTF_8))) {
            refuse(exchange, 401, "The header X-IDENTITY-HEADER is missing or wrong.");
            return;
        }
        if (exchange.parameters().first("api-version").orElse("").isBlank()) {
            refuse(exchange, 400, "The address needs a parameter api-version.");
            return;
        }
        String resource = exchange.parameters().first("resource").orElse("");
        if (!audiences.isKnown(resource, exchange.host())) {
            refuse(exchange, 400, "The resource of the request is missing or unknown.");
            return;
        }
        Application identity = access.applications().managedIdentity();
        Optional<String> clientId = exchange.parameters()
                .first("client_id")
                .or(() -> exchange.parameters().first("clientid"))
                .filter(id -> !id.isBlank());
        if (clientId.isPresent() && !clientId.get().equalsIgnoreCase(identity.clientId())) {
            refuse(exchange, 400, "No managed identity has this client id: leave it out.");
            return;
        }
        String base = Origin.of(exchange) + "/" + access.tenantId() + "/";
        TokenIssuer.Token token = issuer.issue(identity, resource, base, access.tenantId(), "1.0");
        exchange.respond(
                200,
                JSON.createObjectNode()
                        .put("access_token", token.text())
                        .put("expires_on", Long.toString(token.expiry().getEpochSecond()))
                        .put("resource", resource)
                        .put("token_type", "Bearer")
                        .put("client_id", identity.clientId()));
    }

    private static void refuse(Exchange exchange, int status, String message) throws IOException {
        exchange.respond(
                status, JSON.createObjectNode().put("statusCode", status).put("message", message));
    }
}
