package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Challenge;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Sender;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import java.io.EOFException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What management requests have in common: the right to manage, an API version, a JSON body. */
public final class ManageAccess {

    private static final int MAXIMUM_BODY_BYTES = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String tenantId;

    public ManageAccess(Workspace workspace) {
        this.tenantId = workspace.access().tenantId();
    }

    /**
     * Checks that the sender's roles allow what the request does to the resource of its address, and the API version.
     *
     * @throws HttpProblem 401, 403 or 400
     */
    void require(Exchange exchange) {
        ResourceAction action = ResourceAction.of(exchange.method(), exchange.segments());
        require(exchange, action);
        requireVersion(exchange);
    }

    private static void requireVersion(Exchange exchange) {
        if (exchange.parameters().first("api-version").orElse("").isBlank()) {
            throw HttpProblem.of(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
    }

    /**
     * Checks that the sender's roles allow an action on a resource.
     *
     * @throws HttpProblem 401 or 403
     */
    public void require(Exchange exchange, String action, String scope) {
        require(exchange, new ResourceAction(action, scope));
    }

    private void require(Exchange exchange, ResourceAction action) {
        Caller caller = known(exchange, action);
        if (!caller.allows(action.action(), action.scope())) {
            throw denied("no role of '%s' allows it".formatted(caller.id()), action);
        }
    }

    /**
     * The sender of a request that asks what there is: the answer is chosen by the sender's roles.
     *
     * @throws HttpProblem 401, 403 or 400
     */
    Caller signedIn(Exchange exchange) {
        Caller caller = known(exchange, ResourceAction.of(exchange.method(), exchange.segments()));
        requireVersion(exchange);
        return caller;
    }

    /**
     * What the sender of a listing sees: all of it with the right to read there, else what a role further below lets the
     * sender read.
     *
     * @param id of a resource
     * @throws HttpProblem 401, 403 when no role there or below lets the sender read, or 400
     */
    <T> List<T> readable(Exchange exchange, Collection<T> resources, Function<T, String> id) {
        ResourceAction action = ResourceAction.of(exchange.method(), exchange.segments());
        Caller caller = known(exchange, action);
        if (!caller.allowsBelow(action.action(), action.container())) {
            require(exchange, action);
        }
        requireVersion(exchange);
        return resources.stream()
                .filter(resource -> caller.allows(action.action(), action.scope())
                        || caller.allows(action.action(), id.apply(resource)))
                .toList();
    }

    private Caller known(Exchange exchange, ResourceAction action) {
        return switch (exchange.sender(Plane.MANAGE)) {
            case Sender.Missing missing ->
                throw unauthenticated(
                        exchange,
                        "AuthenticationFailed",
                        "Authentication failed. The 'Authorization' header is missing: send a token, or a key as X-Api-Key.");
            case Sender.RefusedKey refused -> throw denied(refused.message(), action);
            case Sender.RefusedToken refused ->
                throw unauthenticated(exchange, code(refused.fault()), refused.message());
            case Sender.Known known -> known.caller();
        };
    }

    /** Who sent a request that was let through. */
    static String caller(Exchange exchange) {
        return exchange.sender(Plane.MANAGE) instanceof Sender.Known known
                ? known.caller().id()
                : "";
    }

    private static String code(Sender.Fault fault) {
        return switch (fault) {
            case EXPIRED -> "ExpiredAuthenticationToken";
            case AUDIENCE -> "InvalidAuthenticationTokenAudience";
            case ISSUER -> "InvalidAuthenticationTokenTenant";
            case MALFORMED, SIGNATURE, PRINCIPAL -> "InvalidAuthenticationToken";
        };
    }

    private HttpProblem unauthenticated(Exchange exchange, String code, String message) {
        return new HttpProblem(
                401, ErrorBody.of(code, message), Map.of("WWW-Authenticate", Challenge.of(exchange, tenantId)));
    }

    /** Checks the same as {@link #require(Exchange)}, and that the address names the workspace of this server. */
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
    public static JsonNode body(Exchange exchange) throws IOException {
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
        } catch (ZipException | EOFException e) {
            throw invalid("The body is not valid gzip: " + e.getMessage());
        }
    }

    private static HttpProblem invalid(String message) {
        return HttpProblem.of(400, "InvalidRequestContent", message);
    }

    private static HttpProblem denied(String why, ResourceAction action) {
        return HttpProblem.of(
                403,
                "AuthorizationFailed",
                "The client does not have authorization to perform action '%s' over scope '%s': %s."
                        .formatted(action.action(), action.scope(), why));
    }
}
