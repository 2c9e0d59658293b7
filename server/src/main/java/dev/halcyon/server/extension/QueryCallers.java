package dev.halcyon.server.extension;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.Sender;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;

/** Who may use routes that tell about queries. */
final class QueryCallers {

    private final Workspace workspace;

    QueryCallers(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Whoever asks, if this is the workspace asked and the caller may query it. */
    Caller check(Exchange exchange) {
        if (!workspace.answersTo(exchange.pathParameter("id"))) {
            throw HttpProblem.of(404, "ResourceNotFound", "This server holds no such workspace.");
        }
        return switch (exchange.reader(Plane.QUERY)) {
            case Sender.Missing missing ->
                throw HttpProblem.of(401, "AuthenticationFailed", "Send a key as X-Api-Key, or a token.");
            case Sender.RefusedKey refused ->
                throw HttpProblem.of(403, "AuthorizationFailed", "The request is refused: " + refused.message() + ".");
            case Sender.RefusedToken refused -> throw HttpProblem.of(401, "AuthenticationFailed", refused.message());
            case Sender.Known known -> {
                if (!known.caller().mayQuery(workspace.resourceId())) {
                    throw HttpProblem.of(403, "AuthorizationFailed", "The key may not query.");
                }
                yield known.caller();
            }
        };
    }
}
