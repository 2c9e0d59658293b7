package dev.halcyon.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.conformance.clients.ClientServer.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sign-in, upload, queries, batches and errors as the clients of Azure see them. */
@TestInstance(Lifecycle.PER_CLASS)
class ClientsTest {

    private ClientServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = ClientServer.start(
                folder.resolve("data"), List.of(Role.LOG_ANALYTICS_READER, Role.METRICS_PUBLISHER), "--azure-names");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertAnswers(String answer, String expected) {
        JsonMapper json = JsonMapper.shared();
        JsonNode wanted = json.readTree(expected);
        assertThat(json.readTree(answer)).as(answer).isEqualTo(wanted);
    }

    @Test
    void java() throws IOException {
        assertJava("java-", List.of(), Map.of());
    }

    /** The names of Azure's hosts, which this machine's resolver takes for its own. */
    @Test
    void javaByTheNamesOfAzure(@TempDir Path folder) throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(
                hosts,
                "127.0.0.1 localhost api.loganalytics.io login.microsoftonline.com monitor.azure.com\n",
                StandardCharsets.UTF_8);
        String port = ":"
                + URI.create(server.environment().getOrDefault("ENDPOINT", "")).getPort();
        assertJava(
                "named-",
                List.of("-Djdk.net.hosts.file=" + hosts),
                Map.of(
                        "ENDPOINT", "https://api.loganalytics.io" + port,
                        "AUTHORITY", "https://login.microsoftonline.com" + port,
                        "INGESTION", "https://monitor.azure.com" + port));
    }

    private void assertJava(String prefix, List<String> options, Map<String, String> further) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + server.environment().get("TRUST_STORE"),
                "-Djavax.net.ssl.trustStorePassword=changeit",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), JavaClient.class.getName()));
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("PREFIX", prefix);
        environment.putAll(further);
        assertAnswers(ClientRuntime.answer(command, environment), """
                {"uploaded":2,"words":["%1$s1","%1$s2"],"statistics":true,"status":true,
                 "cells":["2024-01-02T03:04:05.6780000Z","42","{\\"a\\":1}",null],
                 "types":["datetime","long","dynamic","int"],"longAgo":"0","batch":["1","failure","3"],
                 "resource":"by resource","semantic":400,"badStream":400,"wrongSecret":true,"managed":"managed"}
                """.formatted(prefix));
    }

    @Test
    void javascript() throws IOException {
        Path folder = ClientRuntime.javascript();
        String answer = ClientRuntime.answer(
                List.of("node", folder.resolve("client.mjs").toString()), server.environment());
        assertAnswers(answer, """
                {"uploaded":2,"words":["js-1","js-2"],"statistics":true,"status":"Success",
                 "cells":["2024-01-02T03:04:05.678Z",9007199254740991,{"a":1},null],
                 "types":["datetime","long","dynamic","int"],"longAgo":0,"batch":[1,"Failure",3],
                 "resource":"by resource","semantic":[400,"BadArgumentError"],"badStream":[400],"wrongSecret":true,
                 "split":"split","splitResource":"doubled slash","managed":"managed"}
                """);
    }

    /** Both generations of azure-monitor-query. */
    @ParameterizedTest
    @CsvSource({"1, requirements-1.txt", "2, requirements.txt"})
    void python(String generation, String requirements) throws IOException {
        Path python = ClientRuntime.python(requirements);
        String prefix = "py%s-".formatted(generation);
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("PREFIX", prefix);
        String answer =
                ClientRuntime.answer(List.of(python.toString(), "src/test/clients/python/client.py"), environment);
        assertAnswers(answer, """
                {"uploaded":2,"status":true,"words":["%1$s1","%1$s2"],"statistics":true,"anyTime":2,
                 "cells":["2024-01-02T03:04:05.678000+00:00",42,"{\\"a\\":1}",null],
                 "types":["datetime","long","dynamic","int"],"longAgo":0,"batch":[1,"failure",3],
                 "resource":"by resource","semantic":[400,"BadArgumentError"],"badStream":400,"wrongSecret":true,
                 "managed":"managed"}
                """.formatted(prefix));
    }
}
