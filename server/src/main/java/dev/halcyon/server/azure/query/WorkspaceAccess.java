package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Authenticator;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.ApiKey;
import dev.halcyon.workspace.access.Permission;
import java.util.Map;

/** Who may read the workspace that a request names (query.md section 10). */
final class WorkspaceAccess {

    private final Workspace workspace;
    private final Authenticator authenticator;

    WorkspaceAccess(Workspace workspace) {
        this.workspace = workspace;
        this.authenticator = new Authenticator(workspace.keys());
    }

    /**
     * The key of a request that may read the workspace of that id.
     *
     * @throws HttpProblem 401 without credentials, 403 for an unknown id or key: which of the two is not told
     */
    ApiKey reader(Exchange exchange, String id) {
        ApiKey key = key(exchange);
        if (!workspace.answersTo(id)) {
            throw denied();
        }
        return key;
    }

    /** The same for an ARM id, whose workspace is told apart from others only to those who hold a key. */
    ApiKey resourceReader(Exchange exchange, String resourceId) {
        ApiKey key = key(exchange);
        requireOwn(resourceId);
        return key;
    }

    /** Refuses further workspaces that this server does not hold. */
    void requireOwn(String id) {
        if (!workspace.answersTo(id)) {
            throw HttpProblem.of(
                    400,
                    "FailedToResolveResource",
                    "The resource '%s' cannot be resolved: this server holds '%s'."
                            .formatted(id, workspace.resourceId()));
        }
    }

    private ApiKey key(Exchange exchange) {
        return switch (authenticator.authenticateReader(exchange)) {
            case Authenticator.Outcome.Missing missing ->
                throw new HttpProblem(
                        401,
                        ErrorBody.of(
                                "AuthorizationRequiredError",
                                "Valid authentication was not provided: send X-Api-Key or an Authorization header."),
                        Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
            case Authenticator.Outcome.Unknown unknown -> throw denied();
            case Authenticator.Outcome.Known known -> {
                if (!known.key().allows(Permission.QUERY)) {
                    throw denied();
                }
                yield known.key();
            }
        };
    }

    private static HttpProblem denied() {
        return new HttpProblem(
                403,
                ErrorBody.of(
                                "InsufficientAccessError",
                                "The provided credentials have insufficient access to perform the requested operation")
                        .withInner(ErrorBody.of(
                                "AuthorizationFailedError",
                                "The workspace or the key is unknown, or the key may not read the workspace.")));
    }
}
