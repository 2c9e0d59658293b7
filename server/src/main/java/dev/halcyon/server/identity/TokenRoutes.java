package dev.halcyon.server.identity;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Parameters;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.access.AccessControl;
import dev.halcyon.workspace.access.Application;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tokens for client id and secret, in both forms of the endpoint (identity.md section 4). */
final class TokenRoutes {

    private static final int LARGEST_BODY = 64 * 1024;
    private static final String DEFAULT_SCOPE = "/.default";

    private final AccessControl access;
    private final TokenIssuer issuer;
    private final Audiences audiences;

    TokenRoutes(AccessControl access, TokenIssuer issuer, Audiences audiences) {
        this.access = access;
        this.issuer = issuer;
        this.audiences = audiences;
    }

    List<Route> routes() {
        return List.of(
                Route.of("/{tenant}/oauth2/v2.0/token", exchange -> answer(exchange, true), "POST"),
                Route.of("/{tenant}/oauth2/token", exchange -> answer(exchange, false), "POST"));
    }

    private void answer(Exchange exchange, boolean second) throws IOException {
        exchange.setHeader("Cache-Control", "no-store");
        exchange.setHeader("Pragma", "no-cache");
        try {
            exchange.respond(200, token(exchange, second));
        } catch (OAuthError e) {
            exchange.respond(e.status(), e.json(exchange.requestId()));
        }
    }

    private ObjectNode token(Exchange exchange, boolean second) throws IOException {
        String tenant = exchange.pathParameter("tenant");
        if (!tenant.equalsIgnoreCase(access.tenantId())) {
            throw OAuthError.invalidRequest(
                    90002, "Tenant '%s' not found: this server is %s.".formatted(shown(tenant), access.tenantId()));
        }
        Parameters form = form(exchange);
        String grant = required(form, "grant_type");
        if (!grant.equals("client_credentials")) {
            throw new OAuthError(
                    400,
                    "unsupported_grant_type",
                    70003,
                    "The grant type '%s' is not supported: use client_credentials.".formatted(shown(grant)));
        }
        Application application = application(exchange, form);
        String audience = second ? audienceOfScope(form) : required(form, "resource");
        if (!audiences.isKnown(audience, exchange.host())) {
            throw new OAuthError(
                    400,
                    "invalid_resource",
                    500011,
                    "The resource principal named '%s' was not found in the tenant.".formatted(shown(audience)));
        }
        String base = Origin.of(exchange) + "/" + access.tenantId();
        TokenIssuer.Token token = issuer.issue(
                application, audience, second ? base + "/v2.0" : base + "/", access.tenantId(), second ? "2.0" : "1.0");
        return second ? second(token) : first(token, audience);
    }

    private static ObjectNode second(TokenIssuer.Token token) {
        long life = TokenIssuer.LIFE.toSeconds();
        return JsonMapper.shared()
                .createObjectNode()
                .put("token_type", "Bearer")
                .put("expires_in", life)
                .put("ext_expires_in", life)
                .put("access_token", token.text());
    }

    private static ObjectNode first(TokenIssuer.Token token, String resource) {
        String life = Long.toString(TokenIssuer.LIFE.toSeconds());
        return JsonMapper.shared()
                .createObjectNode()
                .put("token_type", "Bearer")
                .put("expires_in", life)
                .put("ext_expires_in", life)
                .put("expires_on", Long.toString(token.expiry().getEpochSecond()))
                .put("not_before", Long.toString(token.notBefore().getEpochSecond()))
                .put("resource", resource)
                .put("access_token", token.text());
    }

    private static Parameters form(Exchange exchange) throws IOException {
        String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw OAuthError.invalidRequest(
                    900144, "Send the request as Content-Type: application/x-www-form-urlencoded.");
        }
        try {
            byte[] body = RequestBody.bytes(RequestBody.open(exchange, LARGEST_BODY), LARGEST_BODY);
            return Parameters.parse(new String(body, StandardCharsets.UTF_8));
        } catch (HttpProblem problem) {
            throw OAuthError.invalidRequest(900144, problem.body().message());
        } catch (ZipException | EOFException e) {
            throw OAuthError.invalidRequest(900144, "The body is not valid gzip: " + e.getMessage());
        }
    }

    private static String required(Parameters form, String field) {
        return form.first(field).filter(value -> !value.isBlank()).orElseThrow(() -> OAuthError.missing(field));
    }

    /** Clients add scopes of sign-in, which mean nothing to a program, in any position. */
    private static String audienceOfScope(Parameters form) {
        String scope = required(form, "scope");
        for (String part : scope.split(" ", -1)) {
            if (part.toLowerCase(Locale.ROOT).endsWith(DEFAULT_SCOPE)) {
                return part.substring(0, part.length() - DEFAULT_SCOPE.length());
            }
        }
        throw new OAuthError(
                400,
                "invalid_scope",
                70011,
                "The scope '%s' is not valid: it has to end in '/.default'.".formatted(shown(scope)));
    }

    private Application application(Exchange exchange, Parameters form) {
        Optional<String[]> basic = exchange.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("basic "))
                .map(TokenRoutes::basic);
        String clientId =
                basic.map(pair -> pair[0]).or(() -> form.first("client_id")).orElse("");
        String secret =
                basic.map(pair -> pair[1]).or(() -> form.first("client_secret")).orElse("");
        if (clientId.isBlank()) {
            throw OAuthError.missing("client_id");
        }
        Application application = access.applications()
                .find(clientId)
                .orElseThrow(() -> new OAuthError(
                        400,
                        "unauthorized_client",
                        700016,
                        "Application with identifier '%s' was not found in the directory '%s'."
                                .formatted(shown(clientId), access.tenantId())));
        if (secret.isEmpty()) {
            throw new OAuthError(
                    401, "invalid_client", 7000218, "The request needs the field 'client_secret' or HTTP Basic.");
        }
        if (!access.applications().isSecretOf(application, secret)) {
            throw new OAuthError(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        return application;
    }

    private static String[] basic(String header) {
        try {
            String text = new String(
                    Base64.getDecoder()
                            .decode(header.substring("basic ".length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon >= 0) {
                return new String[] {
                    URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8)
                };
            }
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidRequest(900144, "The Authorization header is not valid.");
        }
        throw OAuthError.invalidRequest(900144, "The Authorization header is not valid.");
    }

    /** What a client sent, short enough to send back. */
    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
