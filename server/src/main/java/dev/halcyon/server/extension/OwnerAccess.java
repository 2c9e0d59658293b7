package dev.halcyon.server.extension;

import dev.halcyon.server.http.Authenticator;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.ApiKey;
import dev.halcyon.workspace.access.Permission;

/** Requests that only the owner of the workspace may make. */
final class OwnerAccess {

    private final Workspace workspace;
    private final Authenticator authenticator;

    OwnerAccess(Workspace workspace) {
        this.workspace = workspace;
        this.authenticator = new Authenticator(workspace.keys());
    }

    /**
     * The key of a request whose address names the workspace.
     *
     * @throws HttpProblem 401 without credentials, 403 for an unknown id or a key that may not manage
     */
    ApiKey require(Exchange exchange) {
        return switch (authenticator.authenticate(exchange)) {
            case Authenticator.Outcome.Missing missing ->
                throw HttpProblem.of(401, "AuthenticationFailed", "Send the owner's key, as X-Api-Key.");
            case Authenticator.Outcome.Unknown unknown -> throw denied();
            case Authenticator.Outcome.Known known -> {
                if (!known.key().allows(Permission.MANAGE) || !workspace.answersTo(exchange.pathParameter("id"))) {
                    throw denied();
                }
                yield known.key();
            }
        };
    }

    private static HttpProblem denied() {
        return HttpProblem.of(
                403, "AuthorizationFailed", "The key is unknown or is not the owner's, or there is no such workspace.");
    }
}
