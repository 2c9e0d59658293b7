package dev.halcyon.server.identity;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.access.AccessControl;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents that clients read before they ask for tokens (identity.md section 3). */
final class DiscoveryRoutes {

    private static final Set<String> ANY_TENANT = Set.of("common", "organizations");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AccessControl access;
    private final SigningKeys keys;

    DiscoveryRoutes(AccessControl access, SigningKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/{tenant}/v2.0/.well-known/openid-configuration", exchange -> configuration(exchange, true)),
                Route.get("/{tenant}/.well-known/openid-configuration", exchange -> configuration(exchange, false)),
                Route.get("/{tenant}/discovery/v2.0/keys", this::keySet),
                Route.get("/{tenant}/discovery/keys", this::keySet),
                Route.get("/common/discovery/instance", this::instance),
                Route.get("/metadata/endpoints", this::endpoints));
    }

    private void requireTenant(Exchange exchange) {
        String tenant = exchange.pathParameter("tenant");
        if (!tenant.equalsIgnoreCase(access.tenantId()) && !ANY_TENANT.contains(tenant.toLowerCase(Locale.ROOT))) {
            throw OAuthError.invalidRequest(90002, "Tenant not found: this server is %s.".formatted(access.tenantId()));
        }
    }

    private void configuration(Exchange exchange, boolean second) throws IOException {
        try {
            requireTenant(exchange);
        } catch (OAuthError e) {
            exchange.respond(e.status(), e.json(exchange.requestId()));
            return;
        }
        String tenant = Origin.of(exchange) + "/" + access.tenantId();
        String version = second ? "/v2.0" : "";
        ObjectNode body = JSON.createObjectNode()
                .put("issuer", second ? tenant + "/v2.0" : tenant + "/")
                .put("authorization_endpoint", tenant + "/oauth2" + version + "/authorize")
                .put("token_endpoint", tenant + "/oauth2" + version + "/token")
                .put("device_authorization_endpoint", tenant + "/oauth2" + version + "/devicecode")
                .put("end_session_endpoint", tenant + "/oauth2" + version + "/logout")
                .put("jwks_uri", tenant + "/discovery" + version + "/keys")
                .put("userinfo_endpoint", Origin.of(exchange) + "/oidc/userinfo");
        strings(body, "response_types_supported", "code", "id_token", "token");
        strings(body, "subject_types_supported", "pairwise");
        strings(body, "id_token_signing_alg_values_supported", "RS256");
        strings(body, "scopes_supported", "openid", "profile", "offline_access");
        strings(body, "token_endpoint_auth_methods_supported", "client_secret_post", "client_secret_basic");
        strings(body, "grant_types_supported", "client_credentials");
        strings(body, "claims_supported", "sub", "iss", "aud", "exp", "iat", "oid", "tid");
        body.putNull("tenant_region_scope");
        body.put("cloud_instance_name", exchange.host());
        exchange.setHeader("Cache-Control", "no-store");
        exchange.respond(200, body);
    }

    private static void strings(ObjectNode body, String name, String... values) {
        ArrayNode array = body.putArray(name);
        for (String value : values) {
            array.add(value);
        }
    }

    private void keySet(Exchange exchange) throws IOException {
        try {
            requireTenant(exchange);
        } catch (OAuthError e) {
            exchange.respond(e.status(), e.json(exchange.requestId()));
            return;
        }
        JsonNode published = JSON.readTree(keys.published().toString());
        exchange.setHeader("Cache-Control", "public, max-age=3600");
        exchange.respond(200, published);
    }

    /** Where the services of this cloud are: all of them here. Clients append paths, so addresses end in a slash. */
    private void endpoints(Exchange exchange) throws IOException {
        String origin = Origin.of(exchange);
        String base = origin + "/";
        ObjectNode body = JSON.createObjectNode()
                .put("name", "Halcyon")
                .put("portal", base)
                .put("resourceManager", base)
                .put("logAnalyticsResourceId", base)
                .put("appInsightsResourceId", base)
                .put("graph", base + "graph/")
                .put("graphAudience", base + "graph/")
                .put("microsoftGraphResourceId", base + "graph/")
                .put("batch", "")
                .put("media", "")
                .put("sqlManagement", "");
        ObjectNode authentication = body.putObject("authentication")
                .put("loginEndpoint", origin)
                .put("tenant", "common")
                .put("identityProvider", "AAD");
        strings(authentication, "audiences", base, "https://management.azure.com/");
        // Services that are not here still have a suffix: clients read all of them.
        body.putObject("suffixes")
                .put("storage", "core.invalid")
                .put("keyVaultDns", "vault.invalid")
                .put("acrLoginServer", "registry.invalid")
                .put("sqlServerHostname", "database.invalid");
        exchange.setHeader("Cache-Control", "no-store");
        exchange.respond(200, body);
    }

    private void instance(Exchange exchange) throws IOException {
        ObjectNode body = JSON.createObjectNode()
                .put(
                        "tenant_discovery_endpoint",
                        "%s/%s/v2.0/.well-known/openid-configuration".formatted(Origin.of(exchange), access.tenantId()))
                .put("api-version", "1.1");
        ObjectNode cloud = body.putArray("metadata")
                .addObject()
                .put("preferred_network", exchange.authority())
                .put("preferred_cache", exchange.authority());
        cloud.putArray("aliases").add(exchange.authority());
        exchange.respond(200, body);
    }
}
