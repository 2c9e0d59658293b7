package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the specifications' error tables, which {@code error-rows.txt} lists, against a server with its engine. */
@TestInstance(Lifecycle.PER_CLASS)
class ErrorRowsTest {

    private static final String READER = "73c42c96-874c-492b-b04d-ab87d138a893";
    private static final String PUBLISHER = "3913510d-42f4-4e42-8a64-420c390055eb";

    /**
     * One row.
     *
     * @param headers besides the owner's key, which is sent unless they have credentials or say {@code anonymous}
     * @param expected the status, then codes that the answer has, {@code *} at the end for any rest
     */
    record Row(String request, List<String> headers, String body, List<String> expected) {}

    private HalcyonServer server;
    private Client client;
    private final Map<String, String> names = new LinkedHashMap<>();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true));
        client = new Client(server);
        String resource = server.workspaceResourceId();
        String group = resource.substring(0, resource.indexOf("/providers/"));
        names.put("{workspace}", server.workspaceId());
        names.put("{resource}", resource);
        names.put("{group}", group);
        names.put("{tenant}", server.tenantId());
        names.put("{owner}", server.ownerKey());
        names.put("{rule}", "dcr-00000000000000000000000000000001");
        SignedIn reader = SignedIn.create(client, server, "reader").assign(READER, resource);
        names.put("{reader}", reader.bearer("https://api.loganalytics.io"));
        names.put("{readerOfArm}", reader.bearer("https://management.azure.com"));
        names.put("{readerOfIngestion}", reader.bearer("https://monitor.azure.com/"));
        names.put("{client}", reader.clientId());
        names.put("{secret}", URLEncoder.encode(reader.secret(), StandardCharsets.UTF_8));
        SignedIn publisher = SignedIn.create(client, server, "publisher").assign(PUBLISHER, group);
        names.put("{publisher}", publisher.bearer("https://monitor.azure.com/"));
        names.put("{publisherOfLogs}", publisher.bearer("https://api.loganalytics.io"));
        String token = reader.bearer("https://api.loganalytics.io");
        names.put("{forged}", token.substring(0, token.lastIndexOf('.') + 1) + "AAAA");
        names.put("{long}", "x".repeat(1 << 20));
        names.put("{longName}", "N".repeat(43));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Named<Row>> rows() {
        try (InputStream in = Objects.requireNonNull(ErrorRowsTest.class.getResourceAsStream("error-rows.txt"))) {
            List<Named<Row>> rows = new ArrayList<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.substring(text.indexOf("\n## ") + 1).split("\n(?=## )", -1)) {
                rows.add(row(block.strip()));
            }
            return rows.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Named<Row> row(String block) {
        List<String> lines = block.lines().toList();
        List<String> headers = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        List<String> expected = List.of();
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("> ")) {
                headers.add(line.substring(2));
            } else if (line.startsWith("=> ")) {
                expected = List.of(line.substring(3).split(" ", -1));
            } else {
                body.append(line);
            }
        }
        return Named.of(
                lines.getFirst().substring(3) + " => " + expected,
                new Row(lines.get(1), headers, body.toString(), expected));
    }

    private String filled(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorHasItsStatusAndItsCodes(Row row) {
        List<String> headers = new ArrayList<>();
        boolean credentials = false;
        boolean typed = false;
        for (String header : row.headers()) {
            if (header.equals("anonymous")) {
                credentials = true;
                continue;
            }
            if (header.equals("untyped")) {
                typed = true;
                continue;
            }
            String[] parts = filled(header).split(": ", 2);
            headers.addAll(List.of(parts));
            credentials |= parts[0].equals("Authorization") || parts[0].equals("X-Api-Key");
            typed |= parts[0].equals("Content-Type");
        }
        if (!credentials) {
            headers.addAll(List.of("X-Api-Key", filled("{owner}")));
        }
        if (!typed) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        String[] request = filled(row.request()).split(" ", 2);
        byte[] body = filled(row.body()).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = client.send(request[0], request[1], body, headers.toArray(String[]::new));
        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(Integer.parseInt(row.expected().getFirst()));
        TreeSet<String> codes = new TreeSet<>();
        collect(tree(answer), codes);
        for (String code : row.expected().subList(1, row.expected().size())) {
            boolean found = code.endsWith("*")
                    ? codes.stream().anyMatch(known -> known.startsWith(code.substring(0, code.length() - 1)))
                    : codes.contains(code);
            assertThat(found).as("%s in %s", code, answer.body()).isTrue();
        }
        if (answer.statusCode() >= 400) {
            assertThat(answer.body()).doesNotContain("\\tat ", "Exception");
        }
        if (answer.statusCode() == 401 && request[1].contains("/v1/")) {
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer authorization_uri=\"http")
                    .contains("error=\"invalid_token\"");
        }
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return answer.body().isEmpty() ? JsonMapper.shared().missingNode() : Client.tree(answer);
        } catch (JacksonException e) {
            throw new AssertionError("No JSON: " + answer.body(), e);
        }
    }

    /** Every code of an answer, whatever its protocol calls it. */
    private static void collect(JsonNode node, Set<String> codes) {
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "code", "Error" -> codes.add(value.asString(""));
                case "error" -> codes.add(value.asString(""));
                case "error_codes" -> value.forEach(code -> codes.add(code.asString()));
                default -> {
                    // Not a code.
                }
            }
            collect(value, codes);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, codes));
        }
    }
}
