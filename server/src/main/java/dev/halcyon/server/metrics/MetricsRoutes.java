package dev.halcyon.server.metrics;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.Sender;
import dev.halcyon.workspace.Workspace;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.IOException;
import java.util.List;

/** {@code GET /metrics}, for whoever may query: figures name tables. */
public final class MetricsRoutes {

    private final ServerMetrics metrics;
    private final Workspace workspace;

    public MetricsRoutes(ServerMetrics metrics, Workspace workspace) {
        this.metrics = metrics;
        this.workspace = workspace;
    }

    public List<Route> routes() {
        return List.of(Route.get("/metrics", this::metrics));
    }

    private void metrics(Exchange exchange) throws IOException {
        switch (exchange.reader(Plane.QUERY)) {
            case Sender.Missing missing ->
                throw HttpProblem.of(401, "AuthenticationFailed", "Send a key: Authorization: Bearer KEY.");
            case Sender.RefusedKey refused ->
                throw HttpProblem.of(403, "AuthorizationFailed", "The request is refused: " + refused.message() + ".");
            case Sender.RefusedToken refused -> throw HttpProblem.of(401, "AuthenticationFailed", refused.message());
            case Sender.Known known -> {
                // The counters name every table and count all of its rows.
                if (!known.caller().readsEveryTable(workspace.resourceId())) {
                    throw HttpProblem.of(403, "AuthorizationFailed", "The key may not read every table.");
                }
            }
        }
        exchange.respond(200, PrometheusTextFormatWriter.CONTENT_TYPE, metrics.text());
    }
}
