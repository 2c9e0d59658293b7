package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Roles and what they allow, over HTTP with tokens (management.md section 6). */
@TestInstance(Lifecycle.PER_CLASS)
class RoleMatrixTest {

    private static final String GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon";
    private static final String ARM = "https://management.azure.com";
    private static final String LOGS = "https://api.loganalytics.io";
    private static final String MONITOR = "https://monitor.azure.com/";

    private static final String COLUMNS = "TimeGenerated:datetime Word:string";

    /**
     * What is asked for.
     *
     * @param path with {@code {id}} and {@code {workspace}} for the workspace's id and ARM id
     */
    private record Call(String name, String method, String path, String audience, String body) {}

    private static Call manage(String name, String method, String path, String body) {
        return new Call(name, method, path, ARM, body);
    }

    /** The columns of the matrix below. */
    private static final List<Call> CALLS = List.of(
            new Call("query", "POST", "/v1/workspaces/{id}/query", LOGS, "{\"query\":\"Usage | count\"}"),
            new Call(
                    "upload",
                    "POST",
                    "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage?api-version=2023-01-01",
                    MONITOR,
                    "[]"),
            manage("readTable", "GET", "{workspace}/tables/Open_CL?api-version=2022-10-01", ""),
            manage(
                    "writeTable",
                    "PUT",
                    "{workspace}/tables/Open_CL?api-version=2022-10-01",
                    Owner.table("Open_CL", COLUMNS)),
            manage(
                    "readRoles",
                    "GET",
                    "{workspace}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01",
                    ""),
            manage(
                    "writeRole",
                    "PUT",
                    "{workspace}/providers/Microsoft.Authorization/roleAssignments/no-guid?api-version=2022-04-01",
                    "{\"properties\":{\"roleDefinitionId\":\"x\",\"principalId\":\"a#b\"}}"),
            manage("createApplication", "POST", "/halcyon/v1/applications", "{\"name\":\"\"}"),
            manage(
                    "writeRule",
                    "PUT",
                    GROUP + "/providers/Microsoft.Insights/dataCollectionRules/matrix?api-version=2023-03-11",
                    "{}"),
            manage("writeSearch", "PUT", "{workspace}/savedSearches/matrix?api-version=2020-08-01", "{}"),
            manage("sharedKeys", "POST", "{workspace}/sharedKeys?api-version=2020-08-01", "{}"),
            manage("purge", "POST", "{workspace}/purge?api-version=2020-08-01", "{}"),
            manage("deleteTable", "DELETE", "{workspace}/tables/None_CL?api-version=2022-10-01", "{}"),
            manage(
                    "ownSetting",
                    "PUT",
                    GROUP + "/providers/Microsoft.Insights/dataCollectionRules/none/providers/Microsoft.Insights/"
                            + "diagnosticSettings/s?api-version=2021-05-01-preview",
                    "{}"),
            manage(
                    "tableOfSample",
                    "POST",
                    "{workspace}/tables/Open_CL/fromSample?api-version=2022-10-01",
                    "{\"sample\":[]}"),
            manage(
                    "writeRoleDefinition",
                    "PUT",
                    "{workspace}/providers/Microsoft.Authorization/roleDefinitions/no-guid?api-version=2022-04-01",
                    "{}"));

    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
            Map.entry("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
            Map.entry("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
            Map.entry("Log Analytics Reader", "73c42c96-874c-492b-b04d-ab87d138a893"),
            Map.entry("Log Analytics Contributor", "92aaf0da-9dab-42b6-94a3-d43ce8d16293"),
            Map.entry("Log Analytics Data Reader", "3b03c2da-16b3-4a49-8834-0f8130efdd3b"),
            Map.entry("Monitoring Reader", "43d0d8ad-25c7-4714-9337-8ba259a9fe05"),
            Map.entry("Monitoring Contributor", "749f88d5-cbae-40b8-bcfc-e573ddc772fa"),
            Map.entry("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb"),
            Map.entry("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"),
            Map.entry("Data Purger", "150f5e0c-0603-4f03-8c7f-cf70034c4e90"));

    private HalcyonServer server;
    private Client client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder));
        client = new Client(server);
        Owner owner = Owner.of(server);
        owner.makeTable("Secret_CL", COLUMNS);
        owner.makeTable("Open_CL", COLUMNS);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String role(String name) {
        return Objects.requireNonNull(ROLES.get(name), name);
    }

    private Map<String, Integer> statuses(SignedIn sender) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Call call : CALLS) {
            String path = call.path()
                    .replace("{id}", server.workspaceId())
                    .replace("{workspace}", server.workspaceResourceId());
            statuses.put(
                    call.name(),
                    sender.send(call.method(), path, call.audience(), call.body())
                            .statusCode());
        }
        return statuses;
    }

    /** 400 is past the gate: the request itself is not valid, so that no test changes what the next one sees. */
    @Test
    void everyRoleAllowsWhatItSays() throws IOException {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        expected.put("Owner", List.of(200, 403, 200, 200, 200, 400, 400, 400, 400, 200, 400, 204, 400, 400, 400));
        expected.put("Contributor", List.of(200, 403, 200, 200, 200, 403, 403, 400, 400, 200, 400, 204, 400, 400, 403));
        expected.put("Reader", List.of(200, 403, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403));
        expected.put(
                "Log Analytics Reader",
                List.of(200, 403, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403));
        expected.put(
                "Log Analytics Contributor",
                List.of(200, 403, 200, 200, 200, 403, 403, 400, 400, 200, 400, 204, 400, 400, 403));
        expected.put(
                "Log Analytics Data Reader",
                List.of(200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403));
        expected.put(
                "Monitoring Reader",
                List.of(200, 403, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403));
        expected.put(
                "Monitoring Contributor",
                List.of(200, 403, 200, 403, 200, 403, 403, 400, 400, 200, 403, 403, 400, 403, 403));
        expected.put(
                "Monitoring Metrics Publisher",
                List.of(403, 204, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403));
        expected.put(
                "User Access Administrator",
                List.of(200, 403, 200, 403, 200, 400, 400, 403, 403, 403, 403, 403, 403, 403, 400));
        expected.put("Data Purger", List.of(200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 400, 403, 403, 403, 403));
        Map<String, Map<String, Integer>> wanted = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> actual = new LinkedHashMap<>();
        for (Map.Entry<String, List<Integer>> row : expected.entrySet()) {
            Map<String, Integer> cells = new HashMap<>();
            for (int index = 0; index < CALLS.size(); index++) {
                cells.put(CALLS.get(index).name(), row.getValue().get(index));
            }
            wanted.put(row.getKey(), cells);
            SignedIn sender = SignedIn.create(client, server, row.getKey()).assign(role(row.getKey()), GROUP);
            actual.put(row.getKey(), new HashMap<>(statuses(sender)));
        }
        assertThat(actual).isEqualTo(wanted);
    }

    @Test
    void withoutARoleNothingIsAllowed() throws IOException {
        assertThat(statuses(SignedIn.create(client, server, "nobody")).values()).containsOnly(403);
    }

    @Test
    void aRoleHoldsAtItsScopeOnlyAndEndsAtOnce() throws IOException {
        SignedIn sender = SignedIn.create(client, server, "elsewhere")
                .assign(role("Owner"), GROUP + "-other")
                .assign(
                        role("Monitoring Metrics Publisher"),
                        GROUP + "/providers/Microsoft.Insights/dataCollectionRules/x");
        assertThat(statuses(sender).values()).containsOnly(403);
        sender.assign(role("Reader"), server.workspaceResourceId());
        String bearer = sender.bearer(LOGS);
        assertThat(sender.query(bearer, "print 1").statusCode()).isEqualTo(200);
        HttpResponse<String> deleted = client.send(
                "DELETE", "/halcyon/v1/applications/" + sender.clientId(), new byte[0], "X-Api-Key", server.ownerKey());
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(Client.error(sender.query(bearer, "print 1"))).isEqualTo("403 InvalidAuthenticationToken");
    }

    @Test
    void aListOfTheSubscriptionHasWhatARoleFurtherBelowLetsSee() throws IOException {
        String subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
        String workspaces = subscription + "/providers/Microsoft.OperationalInsights/workspaces?api-version=2022-10-01";
        String rules = subscription + "/providers/Microsoft.Insights/dataCollectionRules?api-version=2023-03-11";
        String endpoints =
                subscription + "/providers/Microsoft.Insights/dataCollectionEndpoints?api-version=2023-03-11";
        for (String name : List.of("listed-one", "listed-two")) {
            HttpResponse<String> made = client.json(
                    "PUT",
                    GROUP + "/providers/Microsoft.Insights/dataCollectionEndpoints/" + name + "?api-version=2023-03-11",
                    server.ownerKey(),
                    "{\"location\":\"local\",\"properties\":{}}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        }
        String nobody = SignedIn.create(client, server, "sees nothing").bearer(ARM);
        String ofGroup = SignedIn.create(client, server, "of the group")
                .assign(role("Reader"), GROUP)
                .bearer(ARM);
        String ofOne = SignedIn.create(client, server, "of one endpoint")
                .assign(role("Reader"), GROUP + "/providers/Microsoft.Insights/dataCollectionEndpoints/listed-two")
                .bearer(ARM);
        for (String list : List.of(workspaces, rules, endpoints)) {
            assertThat(client.get(list, "Authorization", nobody).statusCode()).isEqualTo(403);
            assertThat(client.get(list, "Authorization", ofGroup).statusCode()).isEqualTo(200);
        }
        assertThat(names(client.get(workspaces, "Authorization", ofGroup))).containsExactly("workspace");
        assertThat(names(client.get(endpoints, "Authorization", ofGroup))).contains("listed-one", "listed-two");
        assertThat(names(client.get(endpoints, "Authorization", ofOne))).containsExactly("listed-two");
        assertThat(names(client.get(workspaces, "Authorization", ofOne))).isEmpty();
    }

    private static List<String> names(HttpResponse<String> list) {
        return Client.tree(list)
                .path("value")
                .valueStream()
                .map(resource -> resource.path("name").asString())
                .toList();
    }

    @Test
    void aQueryIsToldWhoAsks() throws IOException {
        SignedIn sender = SignedIn.create(client, server, "asker")
                .assign(role("Log Analytics Reader"), server.workspaceResourceId());
        HttpResponse<String> answer = sender.query(
                "let d = current_principal_details(); print current_cluster_endpoint(), current_principal(),"
                        + " tostring(d.DisplayName), tostring(d.ObjectId), tostring(d.Type), tostring(d.Authority),"
                        + " d.FQN == current_principal()");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Client.tree(answer).at("/tables/0/rows/0").values().stream().map(value -> value.asString()))
                .containsExactly(
                        URI.create(server.address()).getHost(),
                        "aadapp=%s;%s".formatted(sender.clientId(), server.tenantId()),
                        "asker",
                        sender.objectId(),
                        "AadApp",
                        server.tenantId(),
                        "true");
    }

    @Test
    void aTableThatMayNotBeReadDoesNotResolveAnywhere() throws IOException {
        SignedIn sender = SignedIn.create(client, server, "one table")
                .assign(role("Log Analytics Reader"), server.workspaceResourceId() + "/tables/Open_CL");
        String bearer = sender.bearer(LOGS);
        assertThat(sender.query(bearer, "Open_CL | count").statusCode()).isEqualTo(200);
        for (String text : List.of(
                "Secret_CL",
                "table('Secret_CL')",
                "union Open_CL, Secret_CL",
                "Open_CL | join Secret_CL on Word",
                "let f = () { Secret_CL }; f()",
                "find in (Secret_CL) where Word == 'x'",
                "search in (Secret_CL) 'x'",
                "workspace('%s').Secret_CL".formatted(server.workspaceId()),
                "Open_CL | where Word in (Secret_CL | project Word)",
                "print toscalar(Secret_CL | count)",
                "materialize(Secret_CL)",
                "Usage | count")) {
            HttpResponse<String> answer = sender.query(bearer, text);
            assertThat(answer.statusCode()).as(text + answer.body()).isEqualTo(400);
        }
        // A suggestion would tell the name.
        assertThat(sender.query(bearer, "Secret_C").body()).doesNotContain("Secret_CL");
        for (String text : List.of(
                "union * | summarize by Type",
                "union withsource=T * | summarize by T",
                "search * | summarize by $table",
                "union *_CL | getschema | summarize count()",
                "find where isnotempty(Word) | summarize by source_")) {
            HttpResponse<String> answer = sender.query(bearer, text);
            assertThat(answer.statusCode()).as(text + answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("Secret");
        }
        HttpResponse<String> metadata =
                client.get("/v1/workspaces/" + server.workspaceId() + "/metadata", "Authorization", bearer);
        assertThat(Client.tree(metadata).path("tables").size()).isEqualTo(1);
        assertThat(Client.tree(metadata)
                        .at("/permissions/0/workspaces/0/denyTables")
                        .toString())
                .contains("\"Secret_CL\"", "\"Usage\"")
                .doesNotContain("Open_CL");
    }

    @Test
    void aSavedFunctionOpensNothing() throws IOException {
        HttpResponse<String> saved = client.json(
                "PUT",
                server.workspaceResourceId() + "/savedSearches/leak?api-version=2020-08-01",
                server.ownerKey(),
                "{\"properties\":{\"category\":\"c\",\"displayName\":\"d\",\"query\":\"Secret_CL | count\",\"functionAlias\":\"Leak\"}}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        SignedIn sender = SignedIn.create(client, server, "function")
                .assign(role("Log Analytics Reader"), server.workspaceResourceId() + "/tables/Open_CL");
        assertThat(sender.query("Leak()").statusCode()).isEqualTo(400);
    }

    @Test
    void aRoleOfOnesOwnTakesTablesAway() throws IOException {
        String id = "0a0a0a0a-0000-4000-8000-000000000001";
        HttpResponse<String> made = client.json(
                "PUT",
                GROUP + "/providers/Microsoft.Authorization/roleDefinitions/" + id + "?api-version=2022-04-01",
                server.ownerKey(),
                """
                {"properties":{"roleName":"All but secrets","permissions":[{"actions":["*/read"],
                  "notActions":["Microsoft.OperationalInsights/workspaces/query/Secret_CL/read"]}]}}
                """);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        SignedIn sender = SignedIn.create(client, server, "custom").assign(id, server.workspaceResourceId());
        String bearer = sender.bearer(LOGS);
        assertThat(sender.query(bearer, "Usage | count").statusCode()).isEqualTo(200);
        assertThat(sender.query(bearer, "Secret_CL | count").statusCode()).isEqualTo(400);
        HttpResponse<String> inUse = client.send(
                "DELETE",
                GROUP + "/providers/Microsoft.Authorization/roleDefinitions/" + id + "?api-version=2022-04-01",
                new byte[0],
                "X-Api-Key",
                server.ownerKey());
        assertThat(Client.error(inUse)).isEqualTo("409 ResourceInUse");
    }

    @Test
    void whoOwnsOneTableWidensNoRole() throws IOException {
        String id = "0a0a0a0a-0000-4000-8000-000000000003";
        String table = server.workspaceResourceId() + "/tables/Open_CL";
        String below = table + "/providers/Microsoft.Authorization/roleDefinitions/" + id + "?api-version=2022-04-01";
        String narrow = "{\"properties\":{\"roleName\":\"Narrow\",\"permissions\":[{\"actions\":[\"x/read\"]}]}}";
        String wide = narrow.replace("x/read", "*");
        HttpResponse<String> made = client.json("PUT", below.replace("/tables/Open_CL", ""), server.ownerKey(), narrow);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        SignedIn sender = SignedIn.create(client, server, "of one table")
                .assign(id, server.workspaceResourceId())
                .assign(role("Owner"), table);
        byte[] body = wide.getBytes(StandardCharsets.UTF_8);
        String[] headers = {"Content-Type", "application/json", "Authorization", sender.bearer(ARM)};
        assertThat(Client.error(client.send("PUT", below, body, headers))).isEqualTo("403 AuthorizationFailed");
        assertThat(Client.error(client.send("DELETE", below, new byte[0], headers)))
                .isEqualTo("403 AuthorizationFailed");
        assertThat(sender.query("Secret_CL").statusCode()).isEqualTo(400);
        // The right at the workspace is not enough for a role that somebody holds above it.
        SignedIn ofWorkspace =
                SignedIn.create(client, server, "of the workspace").assign(role("Owner"), server.workspaceResourceId());
        headers[3] = ofWorkspace.bearer(ARM);
        assertThat(client.send("PUT", below, body, headers).statusCode()).isEqualTo(201);
        SignedIn.create(client, server, "of the group").assign(id, GROUP);
        assertThat(Client.error(client.send("PUT", below, body, headers))).isEqualTo("403 AuthorizationFailed");
    }

    @Test
    void whoMakesATableOfASampleNeedsTheRightToItsRule() throws IOException {
        String table = server.workspaceResourceId() + "/tables/Sampled_CL";
        String path = table + "/fromSample?api-version=2022-10-01";
        String body = "{\"sample\":[{\"TimeGenerated\":\"2025-01-02T03:04:05Z\",\"Word\":\"a\"}],\"rule\":\"%s\"}";
        String rules = GROUP + "/providers/Microsoft.Insights/dataCollectionRules/";
        SignedIn sender = SignedIn.create(client, server, "sampler").assign(role("Owner"), table);
        String[] headers = {"Content-Type", "application/json", "Authorization", sender.bearer(ARM)};
        byte[] first = body.formatted("sampled").getBytes(StandardCharsets.UTF_8);
        assertThat(Client.error(client.send("POST", path, first, headers))).isEqualTo("403 AuthorizationFailed");
        assertThat(client.get(table + "?api-version=2022-10-01", "Authorization", headers[3])
                        .statusCode())
                .isEqualTo(404);
        sender.assign(role("Monitoring Contributor"), rules + "sampled");
        HttpResponse<String> made = client.send("POST", path, first, headers);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        // A rule that is there stays as it is.
        HttpResponse<String> again = client.json("POST", path, server.ownerKey(), body.formatted("sampled"));
        assertThat(Client.error(again)).isEqualTo("409 Conflict");
    }

    @Test
    void filtersOfAssignmentsAreAnswered() throws IOException {
        SignedIn sender = SignedIn.create(client, server, "filters").assign(role("Reader"), GROUP);
        String list = "/" + server.workspaceResourceId()
                + "/providers/microsoft.authorization/roleAssignments?api%2Dversion=2022-04-01&$filter=principalId%20eq%20'"
                + sender.objectId() + "'";
        HttpResponse<String> found = client.get(list, "X-Api-Key", server.ownerKey());
        assertThat(Client.tree(found).path("value").size()).as(found.body()).isEqualTo(1);
        HttpResponse<String> unknown = client.json(
                "PUT",
                GROUP
                        + "/providers/Microsoft.Authorization/roleAssignments/0b0b0b0b-0000-4000-8000-000000000002?api-version=2022-04-01",
                server.ownerKey(),
                "{\"properties\":{\"roleDefinitionId\":\"%s\",\"principalId\":\"0b0b0b0b-0000-4000-8000-000000000002\"}}"
                        .formatted(role("Owner")));
        assertThat(Client.error(unknown)).isEqualTo("400 PrincipalNotFound");
    }
}
