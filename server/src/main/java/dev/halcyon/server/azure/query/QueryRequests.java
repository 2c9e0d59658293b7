package dev.halcyon.server.azure.query;

import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.bind.TimeRange;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryRefusedException;
import dev.halcyon.workspace.query.QueryRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads queries out of requests, and checks who asks; also for protocols that take queries in the same form. */
public final class QueryRequests {

    private static final int MAXIMUM_RESOURCES = 100;

    private final Workspace workspace;
    private final WorkspaceAccess access;

    public QueryRequests(Workspace workspace) {
        this.workspace = workspace;
        this.access = new WorkspaceAccess(workspace);
    }

    /**
     * The query of a request that names its workspace by an id.
     *
     * @throws HttpProblem 401 or 403 when the sender may not read it, 400 for a body that cannot be used
     */
    public QueryRequest byWorkspace(Exchange exchange, String id) throws IOException {
        Caller caller = access.reader(exchange, id);
        return read(QueryMessage.of(exchange), caller, Optional.empty());
    }

    /** The same for the ARM id of a workspace, or of a resource whose rows are asked for. */
    QueryRequest byResource(Exchange exchange, String resourceId) throws IOException {
        Caller caller = access.resourceReader(exchange, resourceId);
        Optional<String> scope = access.scope(resourceId);
        return read(QueryMessage.of(exchange), caller, scope);
    }

    /** What answers a query needs. */
    @FunctionalInterface
    public interface Answer {
        void write() throws IOException;
    }

    /**
     * Answers a query; its failures become the errors of query.md section 5.
     *
     * @throws HttpProblem when it does not compile, is not admitted or fails before the answer has begun
     */
    public static void answer(QueryRequest request, Answer answer) throws IOException {
        try {
            answer.write();
        } catch (KqlException e) {
            throw QueryProblems.of(e, request.text());
        } catch (QueryRefusedException e) {
            throw QueryProblems.of(e);
        } catch (EngineException e) {
            throw QueryProblems.of(e);
        }
    }

    /** A query out of a message whose sender may read the workspace. */
    QueryRequest read(QueryMessage message, Caller caller, Optional<String> resourceScope) {
        Instant now = workspace.clock().now();
        Optional<TimeRange> urlRange =
                message.parameters().first("timespan").flatMap(text -> TimespanParameter.parse(text, now));
        String text;
        Optional<TimeRange> bodyRange = Optional.empty();
        RequestValues values = RequestValues.NONE;
        List<String> further = new ArrayList<>();
        if (message.body().isPresent()) {
            JsonNode body = message.body().get();
            text = body.path("query").asString("");
            if (!body.path("query").isString() || text.isBlank()) {
                throw QueryProblems.invalidBody("The body needs a member 'query' with the text of the query.");
            }
            bodyRange = timespan(body.path("timespan"), now);
            values = new RequestValues(values(body, "parameters"), values(body, "options"));
            for (JsonNode name : body.path("workspaces")) {
                further.add(name.asString(""));
            }
        } else {
            text = message.parameters().first("query").orElse("");
            if (text.isBlank()) {
                throw QueryProblems.invalidBody("The address needs a parameter 'query' with the text of the query.");
            }
            for (String name :
                    message.parameters().first("workspaces").orElse("").split(",", -1)) {
                if (!name.isBlank()) {
                    further.add(name.strip());
                }
            }
        }
        if (further.size() > MAXIMUM_RESOURCES) {
            throw QueryProblems.invalidBody("A query reads at most " + MAXIMUM_RESOURCES + " workspaces.");
        }
        further.forEach(id -> access.requireOwn(caller, id));
        return new QueryRequest(
                text,
                TimespanParameter.intersection(urlRange, bodyRange),
                workspace.queries().limits().runTime(message.prefer().runTime()),
                caller,
                values,
                resourceScope,
                message.endpoint(),
                QueryRequest.Kind.QUERY);
    }

    /** Tables that the sender may not read, when the answer is to name them. */
    Set<String> hiddenTables(QueryRequest request, PreferHeader prefer) {
        return prefer.permissions()
                ? workspace.hiddenTables(request.caller(), workspace.store().catalog(), request.resourceScope())
                : Set.of();
    }

    /** Parameters and options as text: a number or a truth value is its own literal. */
    private static Map<String, String> values(JsonNode body, String member) {
        JsonNode given = body.path(member);
        Map<String, String> values = new HashMap<>();
        if (!given.isObject()) {
            return values;
        }
        given.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw QueryProblems.invalidBody(
                        "'%s.%s' must be text, a number, true or false.".formatted(member, property.getKey()));
            }
            values.put(property.getKey(), value.asString());
        });
        return values;
    }

    private static Optional<TimeRange> timespan(JsonNode node, Instant now) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw QueryProblems.invalidBody("'timespan' must be text, such as \"P7D\".");
        }
        return TimespanParameter.parse(node.asString(), now);
    }
}
