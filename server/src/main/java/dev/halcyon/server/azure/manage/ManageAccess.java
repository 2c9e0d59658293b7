package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Authenticator;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.ApiKeys;
import dev.halcyon.workspace.access.Permission;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What management requests have in common: the right to manage, an API version, a JSON body. */
final class ManageAccess {

    private static final int MAXIMUM_BODY_BYTES = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Authenticator authenticator;

    ManageAccess(ApiKeys keys) {
        this.authenticator = new Authenticator(keys);
    }

    /**
     * Checks key and API version.
     *
     * @throws HttpProblem 401, 403 or 400
     */
    void require(Exchange exchange) {
        switch (authenticator.authenticate(exchange)) {
            case Authenticator.Outcome.Missing missing ->
                throw HttpProblem.of(
                        401,
                        "AuthenticationFailed",
                        "Authentication failed. The 'Authorization' header is missing: send the owner's key.");
            case Authenticator.Outcome.Unknown unknown -> throw denied();
            case Authenticator.Outcome.Known known -> {
                if (!known.key().allows(Permission.MANAGE)) {
                    throw denied();
                }
            }
        }
        if (exchange.parameters().first("api-version").orElse("").isBlank()) {
            throw HttpProblem.of(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
    }

    /** Checks the same and that the address names the workspace of this server. */
    void require(Exchange exchange, Workspace workspace) {
        require(exchange);
        String id = "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.OperationalInsights/workspaces/%s"
                .formatted(
                        exchange.pathParameter("subscription"),
                        exchange.pathParameter("group"),
                        exchange.pathParameter("workspace"));
        if (!workspace.answersTo(id)) {
            throw HttpProblem.of(
                    404,
                    "ResourceNotFound",
                    "The workspace '%s' was not found: this server holds '%s'.".formatted(id, workspace.resourceId()));
        }
    }

    /** The body, a JSON object. */
    static JsonNode body(Exchange exchange) throws IOException {
        if (!exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("json")) {
            throw HttpProblem.of(415, "UnsupportedMediaType", "Send the resource as Content-Type: application/json.");
        }
        try {
            byte[] bytes = RequestBody.bytes(RequestBody.open(exchange, MAXIMUM_BODY_BYTES), MAXIMUM_BODY_BYTES);
            JsonNode body = JSON.readTree(bytes);
            if (!body.isObject()) {
                throw invalid("The body must be a JSON object.");
            }
            return body;
        } catch (JacksonException e) {
            throw invalid("The body is not valid JSON: " + e.getOriginalMessage());
        } catch (ZipException e) {
            throw invalid("The body is not valid gzip: " + e.getMessage());
        }
    }

    private static HttpProblem invalid(String message) {
        return HttpProblem.of(400, "InvalidRequestContent", message);
    }

    private static HttpProblem denied() {
        return HttpProblem.of(
                403,
                "AuthorizationFailed",
                "The client does not have authorization to perform this action: "
                        + "the key is unknown or may not manage the workspace.");
    }
}
