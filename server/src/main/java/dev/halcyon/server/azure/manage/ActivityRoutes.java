package dev.halcyon.server.azure.manage;

import dev.halcyon.engine.EngineException;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Handler;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.activity.ActivityEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The activity log (G-7): every write, delete and action that somebody was allowed leaves an event. What was refused to its
 * sender leaves none, or anybody could fill the log.
 */
public final class ActivityRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ActivityRoutes.class);
    private static final String PATH =
            "/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values";
    private static final Set<Integer> UNRECORDED = Set.of(401, 403, 404, 405);
    private static final int PAGE = 500;

    private final Workspace workspace;
    private final ManageAccess access;
    private final HeldGroup held;

    public ActivityRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
        this.held = HeldGroup.of(workspace);
    }

    public List<Route> routes() {
        return List.of(Route.of(PATH, this::events, "GET"));
    }

    /** The same routes, whose changes are recorded. */
    public List<Route> recording(List<Route> routes) {
        return routes.stream()
                .map(route -> route.methods().contains("GET") ? route : route.within(this::recording))
                .toList();
    }

    private Handler recording(Handler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (HttpProblem problem) {
                record(exchange, problem.status(), problem.body().code());
                throw problem;
            }
            record(exchange, exchange.status(), "");
        };
    }

    private void record(Exchange exchange, int status, String code) {
        if (UNRECORDED.contains(status)) {
            return;
        }
        ResourceAction action = ResourceAction.of(exchange.method(), exchange.segments());
        try {
            workspace
                    .activity()
                    .record(new ActivityEvent(
                            UUID.randomUUID().toString(),
                            workspace.clock().now(),
                            action.action(),
                            action.target(),
                            ManageAccess.caller(exchange),
                            exchange.requestId(),
                            exchange.clientRequestId(),
                            exchange.method(),
                            status,
                            code));
        } catch (EngineException e) {
            // What was asked for is done and answered.
            LOG.warn("An event of the activity log could not be kept", e);
        }
    }

    private void events(Exchange exchange) throws IOException {
        List<ActivityEvent> seen =
                access.readable(exchange, workspace.activity().events(), ActivityEvent::resourceId);
        ApiVersions.ACTIVITY.require(exchange);
        held.require(exchange);
        ActivityFilter filter = ActivityFilter.of(exchange);
        String from = exchange.parameters().first("$skiptoken").orElse("");
        List<ActivityEvent> rest = seen.stream()
                .filter(filter::matches)
                .dropWhile(event -> !from.isEmpty() && !event.id().equals(from))
                .toList();
        ActivityJson json = new ActivityJson(workspace.access().tenantId(), filter.selected());
        ObjectNode body =
                ArmJson.list(rest.stream().limit(PAGE).map(json::event).toList());
        if (rest.size() > PAGE) {
            body.put("nextLink", filter.nextPage(exchange, rest.get(PAGE).id()));
        }
        exchange.respond(200, body);
    }
}
