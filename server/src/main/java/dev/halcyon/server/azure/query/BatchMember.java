package dev.halcyon.server.azure.query;

import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One request of a batch (query.md section 6).
 *
 * @param id echoed as it came
 * @param workspace the id that it names
 * @param path without parameters
 */
record BatchMember(
        String id, String workspace, String method, String path, Parameters parameters, String prefer, JsonNode body) {

    private static final int MAXIMUM_MEMBERS = 100;

    /**
     * The members of a body.
     *
     * @throws HttpProblem 400 when they cannot be told apart
     */
    static List<BatchMember> read(JsonNode body) {
        JsonNode requests = body.path("requests");
        if (!requests.isArray() || requests.isEmpty()) {
            throw QueryProblems.invalidBody("The body needs an array 'requests' with at least one request.");
        }
        if (requests.size() > MAXIMUM_MEMBERS) {
            throw QueryProblems.invalidBody("A batch has at most " + MAXIMUM_MEMBERS + " requests.");
        }
        Set<String> seen = new HashSet<>();
        List<BatchMember> members = new ArrayList<>();
        for (JsonNode request : requests) {
            JsonNode id = request.path("id");
            if (!request.isObject()
                    || !id.isValueNode()
                    || id.isNull()
                    || id.asString().isEmpty()) {
                throw QueryProblems.invalidBody("Every request of a batch needs an 'id'.");
            }
            if (!seen.add(id.asString())) {
                throw QueryProblems.invalidBody("Two requests of the batch have the id '%s'.".formatted(id.asString()));
            }
            members.add(of(id.asString(), request));
        }
        return members;
    }

    private static BatchMember of(String id, JsonNode request) {
        String path = request.path("path").asString("");
        int question = path.indexOf('?');
        String prefer = "";
        for (var header : request.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase("prefer")) {
                prefer = header.getValue().asString("");
            }
        }
        return new BatchMember(
                id,
                request.path("workspace").asString(""),
                request.path("method").asString("GET").toUpperCase(Locale.ROOT),
                question < 0 ? path : path.substring(0, question),
                Parameters.parse(question < 0 ? "" : path.substring(question + 1)),
                prefer,
                request.path("body"));
    }

    /**
     * What it asks.
     *
     * @param endpoint host that the batch was sent to
     * @throws HttpProblem 404 for a path that is no query, 405 for another method
     */
    QueryMessage message(String endpoint) {
        if (!path.equalsIgnoreCase("/query") && !path.equalsIgnoreCase("query")) {
            throw HttpProblem.of(404, "PathNotFoundError", "The requested path does not exist");
        }
        if (!method.equals("GET") && !method.equals("POST")) {
            throw HttpProblem.of(405, "MethodNotAllowed", "A query takes GET or POST, not %s.".formatted(method));
        }
        // GET is also the method of members that name none, and those carry a body.
        if (body.isObject()) {
            return new QueryMessage(Optional.of(body), parameters, PreferHeader.parse(prefer), endpoint);
        }
        if (method.equals("POST")) {
            throw QueryProblems.invalidBody("The request needs a 'body' with the query.");
        }
        return new QueryMessage(Optional.empty(), parameters, PreferHeader.parse(prefer), endpoint);
    }
}
