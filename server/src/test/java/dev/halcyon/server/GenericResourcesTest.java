package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Resources of other services are kept and shown; those that somebody would have to act on are not (G-9). */
@TestInstance(Lifecycle.PER_CLASS)
class GenericResourcesTest {

    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String ARM = "https://management.azure.com";
    private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/halcyon";
    private static final String MACHINES = "/providers/Microsoft.Compute/virtualMachines";
    private static final String VERSION = "?api-version=2024-03-01";

    private HalcyonServer server;
    private Client client;
    private String key;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder));
        client = new Client(server);
        key = server.ownerKey();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return client.json(method, path, key, body);
    }

    private List<String> names(String path) {
        HttpResponse<String> list = send("GET", path + VERSION, "");
        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        return Client.tree(list)
                .path("value")
                .valueStream()
                .map(resource -> resource.path("name").asString())
                .toList();
    }

    @Test
    void aResourceIsKeptAsItWasSent() {
        String machine = GROUP + MACHINES + "/web1";
        HttpResponse<String> made = send(
                "PUT",
                machine + VERSION,
                "{\"location\":\"local\",\"tags\":{\"a\":\"b\"},\"properties\":{\"osProfile\":{\"computerName\":\"web1\"}}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode shown = Client.tree(send("GET", machine.replace("Groups", "groups") + VERSION, ""));
        assertThat(shown.path("id").asString()).isEqualTo(machine);
        assertThat(shown.path("name").asString()).isEqualTo("web1");
        assertThat(shown.path("type").asString()).isEqualTo("Microsoft.Compute/virtualMachines");
        assertThat(shown.at("/tags/a").asString()).isEqualTo("b");
        assertThat(shown.at("/properties/osProfile/computerName").asString()).isEqualTo("web1");
        assertThat(shown.at("/properties/provisioningState").asString()).isEqualTo("Succeeded");
        HttpResponse<String> changed = send("PATCH", machine + VERSION, "{\"tags\":{\"c\":\"d\"}}");
        assertThat(Client.tree(changed).path("tags").toString()).isEqualTo("{\"c\":\"d\"}");
        String agent = machine + "/extensions/agent";
        assertThat(send("PUT", agent + VERSION, "{}").statusCode()).isEqualTo(201);
        assertThat(send("PUT", agent + VERSION, "{}").statusCode()).isEqualTo(200);
        assertThat(names(GROUP + MACHINES)).containsExactly("web1");
        assertThat(names(SUBSCRIPTION + MACHINES)).containsExactly("web1");
        assertThat(names(machine + "/extensions")).containsExactly("agent");
        assertThat(send("DELETE", agent + VERSION, "").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", agent + VERSION, "").statusCode()).isEqualTo(204);
        assertThat(Client.error(send("GET", agent + VERSION, ""))).isEqualTo("404 ResourceNotFound");
        assertThat(Client.error(send("POST", machine + "/start" + VERSION, "{}")))
                .isEqualTo("405 MethodNotAllowed");
    }

    @Test
    void whatHangsOnTheWorkspaceIsKept() {
        String service = server.workspaceResourceId() + "/linkedServices/Automation";
        String body = "{\"properties\":{\"resourceId\":\"" + GROUP
                + "/providers/Microsoft.Automation/automationAccounts/a\"}}";
        assertThat(send("PUT", service + "?api-version=2020-08-01", body).statusCode())
                .isEqualTo(201);
        assertThat(names(server.workspaceResourceId() + "/linkedServices")).containsExactly("Automation");
        String other = GROUP + "/providers/Microsoft.OperationalInsights/workspaces/other/linkedServices/a" + VERSION;
        assertThat(Client.error(send("PUT", other, body))).isEqualTo("404 ParentResourceNotFound");
    }

    @Test
    void rolesAreHeldAtThem() throws IOException {
        String account = GROUP + "/providers/Microsoft.Storage/storageAccounts/kept";
        assertThat(send("PUT", account + VERSION, "{\"location\":\"local\"}").statusCode())
                .isEqualTo(201);
        SignedIn reader = SignedIn.create(client, server, "reader").assign(READER, account);
        assertThat(reader.send("GET", account + VERSION, ARM, "").statusCode()).isEqualTo(200);
        assertThat(Client.error(reader.send("PUT", account + VERSION, ARM, "{}")))
                .isEqualTo("403 AuthorizationFailed");
        assertThat(Client.error(reader.send("GET", account + "2" + VERSION, ARM, "")))
                .isEqualTo("403 AuthorizationFailed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.Insights/scheduledQueryRules/watch",
                "Microsoft.SecurityInsights/alertRules/watch",
                "Microsoft.AlertsManagement/actionRules/act",
                "microsoft.resources/deployments/d",
                "Microsoft.Authorization/locks/l",
                "Microsoft.OperationalInsights/queryPacks/p",
                "Microsoft.OperationalInsights/workspaces/workspace/dataExports/e",
                "Microsoft.MachineLearningServices/workspaces/m",
                "NoNamespace/things/t",
            })
    void whatSomebodyWouldHaveToDoIsRefused(String type) {
        assertThat(Client.error(send("PUT", GROUP + "/providers/" + type + VERSION, "{\"location\":\"local\"}")))
                .isEqualTo("404 PathNotFoundError");
    }

    @Test
    void whatCannotBeKeptIsTold() {
        String machine = GROUP + MACHINES + "/web9";
        assertThat(Client.error(send("PUT", machine, "{}"))).isEqualTo("400 MissingApiVersionParameter");
        assertThat(Client.error(send("PUT", machine + "?api-version=latest", "{}")))
                .isEqualTo("400 InvalidApiVersionParameter");
        assertThat(Client.error(send("PUT", machine + VERSION, "{\"properties\":5}")))
                .isEqualTo("400 InvalidRequestContent");
        assertThat(Client.error(send("PUT", machine.replace("/halcyon/", "/other/") + VERSION, "{}")))
                .isEqualTo("404 ResourceGroupNotFound");
        assertThat(Client.error(send("PATCH", machine + VERSION, "{}"))).isEqualTo("404 ResourceNotFound");
        assertThat(Client.error(client.send(
                        "PUT",
                        machine + VERSION,
                        new byte[] {'{', '}'},
                        "X-Api-Key",
                        key,
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "other")))
                .isEqualTo("412 PreconditionFailed");
    }
}
