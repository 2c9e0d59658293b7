package dev.halcyon.server;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** {@code /health}: 200 when the workspace is open. It asks nothing of the engine, so queries cannot delay it. */
final class HealthRoutes {

    private final String version;

    HealthRoutes(String version) {
        this.version = version;
    }

    List<Route> routes() {
        return List.of(Route.get("/health", this::health));
    }

    private void health(Exchange exchange) throws IOException {
        exchange.setHeader("Cache-Control", "no-store");
        exchange.respond(
                200,
                JsonMapper.shared().createObjectNode().put("status", "ready").put("version", version));
    }
}
