package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Challenge;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.Sender;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.resource.ResourceIds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who may read the workspace that a request names (query.md section 10). */
final class WorkspaceAccess {

    private final Workspace workspace;

    WorkspaceAccess(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * The sender of a request, who may read the workspace of that id.
     *
     * @throws HttpProblem 401 without credentials, 403 for an unknown id or sender: which of the two is not told
     */
    Caller reader(Exchange exchange, String id) {
        Caller caller = reader(exchange);
        if (!workspace.answersTo(id)) {
            throw denied();
        }
        return caller;
    }

    /**
     * The sender of a request, who may read the workspace.
     *
     * @throws HttpProblem 401 without credentials, 403 for an unknown sender
     */
    Caller reader(Exchange exchange) {
        Caller caller = caller(exchange);
        if (!caller.mayQuery(workspace.resourceId())) {
            throw denied();
        }
        return caller;
    }

    /**
     * The sender of a request about a resource, who may read the workspace, or the rows about that resource by a role held
     * there. Which resources there are is told to no one else.
     *
     * @throws HttpProblem 401 without credentials, 403 for an unknown sender or one without such a role
     */
    Caller resourceReader(Exchange exchange, String resourceId) {
        Caller caller = caller(exchange);
        if (!caller.mayQuery(workspace.resourceId())
                && !(ResourceIds.isResource(resourceId) && workspace.mayQueryResource(caller, resourceId))) {
            throw denied();
        }
        return caller;
    }

    /**
     * What a query in the name of a resource sees (query.md section 8): the rows of that resource and of those below it,
     * or of the whole workspace, then empty.
     *
     * @throws HttpProblem 400 when the id is none, or names a workspace that this server does not hold
     */
    Optional<String> scope(String resourceId) {
        if (workspace.answersTo(resourceId)) {
            return Optional.empty();
        }
        if (!ResourceIds.isResource(resourceId)) {
            throw unresolved(resourceId);
        }
        return Optional.of(resourceId.toLowerCase(Locale.ROOT));
    }

    /** Refuses further workspaces that this server does not hold, or that the sender may not read. */
    void requireOwn(Caller caller, String id) {
        if (!caller.mayQuery(workspace.resourceId())) {
            throw denied();
        }
        if (!workspace.isCalled(id)) {
            throw unresolved(id);
        }
    }

    private HttpProblem unresolved(String id) {
        return HttpProblem.of(
                400,
                "FailedToResolveResource",
                "The resource '%s' cannot be resolved: this server holds '%s'.".formatted(id, workspace.resourceId()));
    }

    private Caller caller(Exchange exchange) {
        return switch (exchange.reader(Plane.QUERY)) {
            case Sender.Missing missing ->
                throw new HttpProblem(
                        401,
                        ErrorBody.of(
                                "AuthorizationRequiredError",
                                "Valid authentication was not provided: send X-Api-Key or an Authorization header."),
                        Map.of(
                                "WWW-Authenticate",
                                Challenge.of(exchange, workspace.access().tenantId())));
            case Sender.RefusedKey refused -> throw denied();
            case Sender.RefusedToken refused -> throw refused(refused);
            case Sender.Known known -> known.caller();
        };
    }

    private static HttpProblem refused(Sender.RefusedToken token) {
        ErrorBody body = switch (token.fault()) {
            case AUDIENCE -> ErrorBody.of("InvalidAuthenticationTokenAudience", token.message());
            case SIGNATURE ->
                ErrorBody.of("InvalidTokenError", "The provided authentication token is not valid for this resource")
                        .withInner(ErrorBody.of("SignatureVerificationFailed", token.message()));
            case MALFORMED, EXPIRED, ISSUER, PRINCIPAL -> ErrorBody.of("InvalidAuthenticationToken", token.message());
        };
        return new HttpProblem(403, body);
    }

    private static HttpProblem denied() {
        return new HttpProblem(
                403,
                ErrorBody.of(
                                "InsufficientAccessError",
                                "The provided credentials have insufficient access to perform the requested operation")
                        .withInner(
                                ErrorBody.of(
                                        "AuthorizationFailedError",
                                        "The workspace, the key or the token is unknown, keys are disabled, or no role lets its owner read what is asked for.")));
    }
}
