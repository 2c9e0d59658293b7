package dev.halcyon.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halcyon.conformance.clients.ClientServer.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The notebook, executed in a kernel against a fresh server; it is told where the server is and who it is, no more. And
 * MSTICPy, whose driver for Azure Monitor asks its own queries about the same rows.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class NotebookTest {

    private static final Path NOTEBOOK = Path.of("../notebooks/usage-anomalies.ipynb");

    private static final Path DEMO = Path.of("../demo/synthetic_usage.csv");

    /** What scikit-learn 1.2.1 found in the same rows. */
    private static final Path FIGURES = Path.of("../cli/src/test/resources/synthetic_usage.figures.json");

    /** The end of the demo data, so that their dates, which are features of the model, stay what they are. */
    private static final String NOW = "2023-03-19T23:59:59Z";

    private static final double TOLERANCE = 1e-6;

    private ClientServer server;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        List<Role> roles = List.of(Role.LOG_ANALYTICS_CONTRIBUTOR, Role.METRICS_PUBLISHER);
        server = ClientServer.start(data.resolve("data"), roles, "--now", NOW);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void findsTheAnomaliesOfTheReference(@TempDir Path folder) throws IOException {
        Path python = ClientRuntime.python("requirements.txt");
        ClientRuntime.answer(
                List.of(
                        python.toString(),
                        "src/test/clients/python/notebook.py",
                        NOTEBOOK.toString(),
                        String.valueOf(NOTEBOOK.getParent())),
                settings(server.environment(), folder));
        assertThat(Files.size(folder.resolve("usage.skops"))).isPositive();
        assertAnomalies(server.rows("""
                    UsageAnomalies_CL
                    | where TimeGenerated == datetime(%s)
                    | project format_datetime(AnomalyTimeGenerated, 'yyyy-MM-ddTHH:mm:ssZ'), DataType, ActualUsage,
                        PredictedUsage, Anomalies""".formatted(NOW)));
    }

    @Test
    @Order(2)
    void hunts(@TempDir Path folder) throws IOException {
        Path python = ClientRuntime.python("requirements.txt");
        if (server.rows("Usage | count").at("/0/0").asInt() == 0) {
            server.upload("Usage", usage());
        }
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("HOME", folder.toString());
        environment.put("MSTICPYCONFIG", folder.resolve("msticpyconfig.yaml").toString());
        environment.put("SSL_CERT_FILE", environment.getOrDefault("REQUESTS_CA_BUNDLE", ""));
        String answer = ClientRuntime.answer(
                List.of(python.toString(), "src/test/clients/python/msticpy_driver.py"), environment);
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readTree(answer)).as(answer).isEqualTo(json.readTree("""
                {"connected":true,"schema":[true,"real","string"],"data":[["AVSSyslog","AzureDiagnostics"],6,336],
                 "decompose":[2016,
                   ["DataType","Quantity","TimeGenerated","baseline","residual","seasonal","trend"],"int64"],
                 "anomalies":[true,[-1.0,1.0],true,"int64"],
                 "baseline":[["TimeGenerated","Quantity","baseline"],2016],"scores":[["TimeGenerated","score"],2016],
                 "raw":6,"refused":["MsticpyDataQueryError",true]}
                """));
    }

    private static ArrayNode usage() throws IOException {
        ArrayNode rows = JsonMapper.shared().createArrayNode();
        for (String line : Files.readAllLines(DEMO).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            rows.addObject()
                    .put("TimeGenerated", cells[0])
                    .put("DataType", cells[1])
                    .put("Quantity", Double.parseDouble(cells[2]));
        }
        return rows;
    }

    private static Map<String, String> settings(Map<String, String> server, Path folder) {
        return Map.of(
                "LOGS_ENDPOINT", server.getOrDefault("ENDPOINT", ""),
                "LOGS_WORKSPACE_ID", server.getOrDefault("WORKSPACE", ""),
                "AZURE_TENANT_ID", server.getOrDefault("TENANT", ""),
                "AZURE_CLIENT_ID", server.getOrDefault("CLIENT", ""),
                "AZURE_CLIENT_SECRET", server.getOrDefault("SECRET", ""),
                "REQUESTS_CA_BUNDLE", server.getOrDefault("REQUESTS_CA_BUNDLE", ""),
                "MODEL_FILE", folder.resolve("usage.skops").toString(),
                "IPYTHONDIR", folder.resolve("ipython").toString(),
                // Threads of OpenMP that wait for each other spin, which takes minutes on a machine at work.
                "OMP_NUM_THREADS", "1");
    }

    private static void assertAnomalies(JsonNode rows) throws IOException {
        Map<String, JsonNode> expected = new TreeMap<>();
        for (JsonNode row :
                JsonMapper.shared().readTree(Files.readString(FIGURES)).path("anomalies")) {
            expected.put(
                    row.path("TimeGenerated").asString() + " "
                            + row.path("DataType").asString(),
                    row);
        }
        Map<String, JsonNode> found = new TreeMap<>();
        rows.forEach(row -> found.put(row.path(0).asString() + " " + row.path(1).asString(), row));
        assertThat(rows.size()).isEqualTo(15);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, row) -> {
            JsonNode cells = found.getOrDefault(key, row);
            assertThat(cells.path(2).asDouble())
                    .as(key)
                    .isCloseTo(row.path("ActualUsage").asDouble(), within(TOLERANCE));
            assertThat(cells.path(3).asDouble())
                    .as(key)
                    .isCloseTo(row.path("PredictedUsage").asDouble(), within(TOLERANCE));
            assertThat(cells.path(4).asInt())
                    .as(key)
                    .isEqualTo(row.path("Anomalies").asInt());
        });
    }
}
