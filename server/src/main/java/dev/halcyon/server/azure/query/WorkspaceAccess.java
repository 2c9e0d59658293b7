package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.Authenticator;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.ApiKey;
import dev.halcyon.workspace.access.Permission;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may read the workspace that a request names (query.md section 10). */
final class WorkspaceAccess {

    private static final Pattern WORKSPACE =
            Pattern.compile(".*/providers/microsoft\\.operationalinsights/workspaces/[^/]+");

    /** A subscription, a resource group in it, a resource of any depth in one of them; lower case. */
    private static final Pattern SCOPE =
            Pattern.compile("/subscriptions/[0-9a-f-]{36}(/resourcegroups/[^/]+)?(/providers/[^/]+(/[^/]+/[^/]+)+)*");

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

    /** The same for an ARM id: which resources there are is told only to those who hold a key. */
    ApiKey resourceReader(Exchange exchange) {
        return key(exchange);
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
        String lower = resourceId.toLowerCase(Locale.ROOT);
        if (!SCOPE.matcher(lower).matches() || WORKSPACE.matcher(lower).matches()) {
            throw unresolved(resourceId);
        }
        return Optional.of(lower);
    }

    /** Refuses further workspaces that this server does not hold. */
    void requireOwn(String id) {
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
