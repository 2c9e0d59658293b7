package dev.halcyon.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.conformance.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A server process with a table, a collection rule and an application that may read and send. */
final class ClientServer implements AutoCloseable {

    /** Where roles reach lists of the subscription, too. */
    static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";

    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/halcyon";
    private static final String WORKSPACE = GROUP + "/providers/Microsoft.OperationalInsights/workspaces/workspace";
    private static final String COLUMNS =
            "[{\"name\":\"TimeGenerated\",\"type\":\"datetime\"},{\"name\":\"Word\",\"type\":\"string\"}]";

    /** A role that the application may have. */
    enum Role {
        CONTRIBUTOR("b24988ac-6180-42a0-ab88-20f7382dd24c"),
        LOG_ANALYTICS_READER("73c42c96-874c-492b-b04d-ab87d138a893"),
        LOG_ANALYTICS_CONTRIBUTOR("92aaf0da-9dab-42b6-94a3-d43ce8d16293"),
        METRICS_PUBLISHER("3913510d-42f4-4e42-8a64-420c390055eb");

        private final String id;

        Role(String id) {
            this.id = id;
        }
    }

    private final ServerProcess server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String key;
    private final Map<String, String> environment = new HashMap<>();
    private String application = "";

    private ClientServer(ServerProcess server, Path data) throws IOException {
        this.server = server;
        JsonNode keys = JsonMapper.shared().readTree(Files.readString(data.resolve("keys.json")));
        this.key = keys.path("ownerKey").asString();
        environment.put("IDENTITY_HEADER", keys.path("identityHeader").asString());
        environment.put("IDENTITY_ENDPOINT", server.address() + "/msi/token");
        // The certificate is for this name, too, and clients ask for tokens in the name of the host.
        environment.put("ENDPOINT", server.secureAddress().replace("127.0.0.1", "localhost"));
        Path tls = data.resolve("tls");
        environment.put("NODE_EXTRA_CA_CERTS", tls.resolve("ca.pem").toString());
        environment.put("REQUESTS_CA_BUNDLE", tls.resolve("ca.pem").toString());
        environment.put("TRUST_STORE", tls.resolve("truststore.p12").toString());
    }

    /** Starts {@code halcyon serve} with options. */
    static ClientServer start(Path data, List<Role> roles, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        ServerProcess process = ServerProcess.start(data, arguments.toArray(String[]::new));
        boolean ready = false;
        try {
            ClientServer server = new ClientServer(process, data);
            server.prepare(roles);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                process.close();
            }
        }
    }

    private void prepare(List<Role> roles) throws IOException {
        JsonNode registered = send("POST", "/halcyon/v1/applications", "{\"name\":\"clients\"}");
        environment.put("TENANT", registered.path("tenantId").asString());
        environment.put("CLIENT", registered.path("clientId").asString());
        environment.put("SECRET", registered.path("clientSecret").asString());
        application = registered.path("objectId").asString();
        for (Role role : roles) {
            assign(role, GROUP);
        }
        send(
                "PUT",
                WORKSPACE + "/tables/Words_CL?api-version=2022-10-01",
                "{\"properties\":{\"schema\":{\"name\":\"Words_CL\",\"columns\":%s}}}".formatted(COLUMNS));
        JsonNode rule = send(
                "PUT",
                GROUP + "/providers/Microsoft.Insights/dataCollectionRules/words?api-version=2023-03-11",
                """
                {"location":"local","kind":"Direct","properties":{
                  "streamDeclarations":{"Custom-Words_CL":{"columns":%s}},
                  "destinations":{"logAnalytics":[{"workspaceResourceId":"%s","name":"la"}]},
                  "dataFlows":[{"streams":["Custom-Words_CL"],"destinations":["la"],"transformKql":"source",
                    "outputStream":"Custom-Words_CL"}]}}
                """.formatted(COLUMNS, WORKSPACE));
        environment.put("RULE", rule.at("/properties/immutableId").asString());
        environment.put("STREAM", "Custom-Words_CL");
        environment.put("TABLE", "Words_CL");
        environment.put("RESOURCE", WORKSPACE);
        environment.put(
                "WORKSPACE",
                send("GET", "/page/config.json", "").path("workspaceId").asString());
    }

    /** Gives the application a role at a scope. */
    void assign(Role role, String scope) throws IOException {
        send(
                "PUT",
                scope + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID()
                        + "?api-version=2022-04-01",
                "{\"properties\":{\"roleDefinitionId\":\"%s\",\"principalId\":\"%s\"}}"
                        .formatted(role.id, application));
    }

    /** Sends rows to a built-in table, as its owner. */
    void upload(String table, ArrayNode rows) throws IOException {
        send(
                "POST",
                "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-%s?api-version=2023-01-01"
                        .formatted(table),
                rows.toString());
    }

    private JsonNode send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
            return JsonMapper.shared().readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** The rows of a query's first table, as its owner sees them. */
    JsonNode rows(String query) throws IOException {
        String body = JsonMapper.shared().createObjectNode().put("query", query).toString();
        return send("POST", "/v1/workspaces/%s/query".formatted(environment.get("WORKSPACE")), body)
                .at("/tables/0/rows");
    }

    /** What client programs are told. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
