package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was done to resources is told to those who may read them (management.md, G-7). */
class ActivityLogTest {

    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String ARM = "https://management.azure.com";
    private static final String COLUMNS = "TimeGenerated:datetime Word:string";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private static String path(HalcyonServer server, String filter) {
        String subscription = server.workspaceResourceId().split("/", -1)[2];
        return "/subscriptions/" + subscription
                + "/providers/microsoft.insights/eventtypes/management/values?api-version=2015-04-01&$filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static JsonNode events(HalcyonServer server, Client client, String filter) throws IOException {
        HttpResponse<String> answer = client.get(path(server, filter), "X-Api-Key", server.ownerKey());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.tree(answer).path("value");
    }

    /** An event is kept just after the answer that it tells of. */
    private static JsonNode await(HalcyonServer server, Client client, String filter, int count)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode events = events(server, client, filter);
        while (events.size() < count && Instant.now().isBefore(end)) {
            Thread.sleep(10);
            events = events(server, client, filter);
        }
        assertThat(events).as(events.toString()).hasSize(count);
        return events;
    }

    private static List<String> told(JsonNode events) {
        return events.valueStream()
                .map(event -> event.at("/operationName/value").asString() + " "
                        + event.at("/status/value").asString())
                .toList();
    }

    @Test
    void whatWasAllowedIsRecorded() throws IOException, InterruptedException {
        String table;
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder))) {
            Owner owner = Owner.of(server);
            Client client = owner.client();
            owner.makeTable("Done_CL", COLUMNS);
            await(server, client, "", 1);
            HttpResponse<String> bad =
                    client.json("PUT", owner.tablePath("Bad_CL"), owner.key(), "{\"properties\":{}}");
            assertThat(bad.statusCode()).isEqualTo(400);
            await(server, client, "", 2);
            assertThat(client.json(
                                    "POST",
                                    server.workspaceResourceId() + "/sharedKeys?api-version=2020-08-01",
                                    owner.key(),
                                    "")
                            .statusCode())
                    .isEqualTo(200);
            await(server, client, "", 3);
            // Neither what is read nor what is refused.
            assertThat(client.get(owner.tablePath("Done_CL"), "X-Api-Key", owner.key())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.json("PUT", owner.tablePath("Done_CL"), "nobody", "{}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(client.json("DELETE", owner.tablePath("None_CL"), owner.key(), "")
                            .statusCode())
                    .isEqualTo(204);
            JsonNode events = await(server, client, "", 4);
            assertThat(told(events))
                    .containsExactly(
                            "Microsoft.OperationalInsights/workspaces/tables/delete Succeeded",
                            "Microsoft.OperationalInsights/workspaces/sharedKeys/action Succeeded",
                            "Microsoft.OperationalInsights/workspaces/tables/write Failed",
                            "Microsoft.OperationalInsights/workspaces/tables/write Succeeded");
            JsonNode made = events.path(3);
            table = made.path("resourceId").asString();
            assertThat(table).isEqualTo(server.workspaceResourceId() + "/tables/Done_CL");
            assertThat(made.path("resourceGroupName").asString()).isEqualTo("halcyon");
            assertThat(made.at("/authorization/action").asString()).endsWith("tables/write");
            assertThat(made.path("caller").asString()).isNotEmpty();
            assertThat(made.path("tenantId").asString()).isEqualTo(server.tenantId());
            assertThat(made.path("level").asString()).isEqualTo("Informational");
            assertThat(events.at("/1/resourceId").asString()).isEqualTo(server.workspaceResourceId());
            assertThat(events.at("/2/subStatus/value").asString()).isEqualTo("InvalidParameter");
        }
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder))) {
            Client client = new Client(server);
            assertThat(events(server, client, "")).hasSize(4);
            assertThat(events(server, client, "status eq 'failed'")).hasSize(1);
            assertThat(events(server, client, "resourceUri eq '" + table + "'")).hasSize(1);
            assertThat(events(
                            server,
                            client,
                            "eventTimestamp ge '2020-01-01T00:00:00Z' and eventTimestamp le '2020-02-01T00:00:00Z'"))
                    .isEmpty();
            assertThat(events(
                            server,
                            client,
                            "eventTimestamp ge '2020-01-01' and levels eq 'Critical,Error' and resourceProvider eq "
                                    + "'Microsoft.OperationalInsights' and eventChannels eq 'Admin, Operation'"))
                    .hasSize(1);
            assertThat(events(server, client, "caller eq 'and ''x'' eq'")).isEmpty();
            JsonNode selected = Client.tree(
                            client.get(path(server, "") + "&$select=level,caller", "X-Api-Key", server.ownerKey()))
                    .path("value");
            assertThat(selected.path(0).propertyNames()).containsExactlyInAnyOrder("level", "caller");
            for (String filter : List.of(
                    "status ne 'x'",
                    "weather eq 'fine'",
                    "status eq 'x' or status eq 'y'",
                    "status eq 'x' status eq 'y'",
                    "and status eq 'x'",
                    "eventTimestamp ge 'yesterday'",
                    "status eq x")) {
                assertThat(Client.error(client.get(path(server, filter), "X-Api-Key", server.ownerKey())))
                        .as(filter)
                        .isEqualTo("400 BadRequest");
            }
        }
    }

    @Test
    void aSenderSeesWhatItMayRead() throws IOException, InterruptedException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder))) {
            Owner owner = Owner.of(server);
            Client client = owner.client();
            owner.makeTable("Open_CL", COLUMNS);
            owner.makeTable("Secret_CL", COLUMNS);
            SignedIn reader = SignedIn.create(client, server, "reader")
                    .assign(READER, server.workspaceResourceId() + "/tables/Open_CL");
            await(server, client, "resourceProvider eq 'Microsoft.OperationalInsights'", 2);
            await(server, client, "resourceProvider eq 'Microsoft.Authorization'", 1);
            HttpResponse<String> seen = reader.send("GET", path(server, ""), ARM, "");
            assertThat(Client.tree(seen)
                            .path("value")
                            .valueStream()
                            .filter(event ->
                                    !event.path("resourceId").asString().contains("/tables/Open_CL")))
                    .isEmpty();
            assertThat(Client.tree(seen).path("value")).isNotEmpty();
            SignedIn nobody = SignedIn.create(client, server, "nobody");
            assertThat(Client.error(nobody.send("GET", path(server, ""), ARM, "")))
                    .isEqualTo("403 AuthorizationFailed");
        }
    }
}
