package dev.halcyon.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.conformance.clients.ClientServer.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Workspaces, tables, saved searches, rules, endpoints and associations as the management clients of Azure see them. */
@TestInstance(Lifecycle.PER_CLASS)
class ManagementClientsTest {

    private ClientServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = ClientServer.start(folder.resolve("data"), List.of(Role.METRICS_PUBLISHER));
        server.assign(Role.CONTRIBUTOR, ClientServer.SUBSCRIPTION);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertAnswers(String answer, String expected) {
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readTree(answer)).as(answer).isEqualTo(json.readTree(expected));
    }

    @Test
    void java() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + server.environment().get("TRUST_STORE"),
                "-Djavax.net.ssl.trustStorePassword=changeit",
                "-cp",
                System.getProperty("java.class.path"),
                JavaManagementClient.class.getName());
        assertAnswers(ClientRuntime.answer(command, server.environment()), """
                {"workspace":[true,"Succeeded","PerGB2018","RespectQuota",true,true],
                 "workspaces":["workspace","workspace"],"kept":[60,30,"java"],"keys":88,"tier":"PerGB2018","usages":0,
                 "schema":true,
                 "table":["JavaManaged_CL","Analytics",365,"Succeeded","CustomLog","long",90,275],
                 "tables":[true,true],"builtIn":true,"noTable":"404 ResourceNotFound",
                 "endpoint":[true,"Succeeded"],"rule":[true,"Succeeded",2,"source | where Number > 1",true,true],
                 "rules":[true,true,true],"association":true,"associations":["java-managed","java-managed"],
                 "badRule":"400 InvalidPayload","noRule":"404 ResourceNotFound",
                 "search":["RowsOfJava",2,true,true],"purge":true,
                 "gone":["404 ResourceNotFound","404 ResourceNotFound"],"refused":"409 WorkspaceLimitReached"}
                """);
    }

    @Test
    void javascript() throws IOException {
        Path folder = ClientRuntime.javascript();
        assertAnswers(
                ClientRuntime.answer(
                        List.of("node", folder.resolve("manage.mjs").toString()), server.environment()),
                """
                {"workspace":[true,"Succeeded","PerGB2018",-1,false,true,true],
                 "workspaces":[["workspace"],["workspace"]],"kept":[60,"javascript","Succeeded"],
                 "updated":[30,"javascript"],"keys":[88,true],"usages":[],"groups":[],"tiers":["PerGB2018"],
                 "schema":true,"deleted":[[],[]],
                 "table":["Managed_CL","Analytics",30,335,"Succeeded","CustomLog","DataCollectionRuleBased",
                   ["Number:long","Exact:boolean","Body:dynamic"]],
                 "tableUpdated":[90,365,3],"tables":[true,true],"builtIn":true,"noTable":[404,"ResourceNotFound"],
                 "endpoint":["managed","Succeeded",true,true,"Enabled"],"endpoints":[["managed"],["managed"]],
                 "rule":["managed","Succeeded",["Microsoft-Perf"],["\\\\Processor(_Total)\\\\% Processor Time"],true],
                 "ruleUpdated":{"a":"b"},"rules":[true,true],
                 "association":["managed",true,["managed"],["managed"],"of a machine"],
                 "badRule":[400,"InvalidPayload"],"search":["NumbersAbove",2,"clients",true],
                 "searches":[true,["Numbers above"]],"called":2,"perf":[[1.5]],"purge":true,
                 "gone":[[404,"ResourceNotFound"],[404,"ResourceNotFound"],[404,"ResourceNotFound"],
                   [404,"ResourceNotFound"],[404,"ResourceNotFound"]],
                 "refused":[409,"WorkspaceLimitReached"]}
                """);
    }
}
