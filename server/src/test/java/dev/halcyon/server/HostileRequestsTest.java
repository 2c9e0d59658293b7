package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A thousand requests that nobody should send: the server answers, goes on answering, and tells nothing of itself. */
class HostileRequestsTest {

    private static final int REQUESTS = 1_000;
    private static final int KINDS = 12;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int BOMB_BYTES = 64 << 20;
    private static final String READER = "73c42c96-874c-492b-b04d-ab87d138a893";
    private static final String SUBSCRIPTION =
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon";
    private static final String WORKSPACE =
            SUBSCRIPTION + "/providers/Microsoft.OperationalInsights/workspaces/DEMO_WORKSPACE";

    private static final List<String> TARGETS = List.of(
            "POST /v1/workspaces/DEMO_WORKSPACE/query",
            "POST /v1/workspaces/DEMO_WORKSPACE/search?timespan=P1D",
            "POST /v1/$batch",
            "POST /dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage?api-version=2023-01-01",
            "POST /api/logs?api-version=2016-04-01",
            "PUT " + WORKSPACE + "/tables/Hostile_CL?api-version=2022-10-01",
            "POST " + WORKSPACE + "/tables/Hostile_CL/fromSample?api-version=2022-10-01",
            "POST " + WORKSPACE + "/tables/Hostile_CL/import?api-version=2022-10-01&source=x&from=0",
            "PUT " + WORKSPACE + "/savedSearches/hostile?api-version=2020-08-01",
            "PATCH " + WORKSPACE + "?api-version=2022-10-01",
            "PUT " + SUBSCRIPTION + "/providers/Microsoft.Insights/dataCollectionRules/hostile?api-version=2023-03-11",
            "PUT " + SUBSCRIPTION
                    + "/providers/Microsoft.Insights/dataCollectionEndpoints/hostile?api-version=2023-03-11");

    private static final List<String> BODIES = List.of(
            "{\"query\":\"Usage | where Quantity > 0 | count\",\"timespan\":\"P7D\",\"workspaces\":[\"DEMO_WORKSPACE\"]}",
            "{\"requests\":[{\"id\":\"1\",\"method\":\"POST\",\"path\":\"/query\",\"workspace\":\"DEMO_WORKSPACE\",\"body\":{\"query\":\"print 1\"}}]}",
            "[{\"TimeGenerated\":\"2025-01-02T03:00:00Z\",\"DataType\":\"Perf\",\"Quantity\":1.5}]",
            "{\"properties\":{\"schema\":{\"name\":\"Hostile_CL\",\"columns\":[{\"name\":\"TimeGenerated\",\"type\":\"dateTime\"}]}}}",
            "{\"sample\":[{\"TimeGenerated\":\"2025-01-02T03:00:00Z\",\"a\":1}],\"transformKql\":\"source | extend b = a\"}",
            "{\"properties\":{\"category\":\"c\",\"displayName\":\"d\",\"query\":\"print 1\",\"functionAlias\":\"hostile\"}}",
            "{\"properties\":{\"streamDeclarations\":{\"Custom-X\":{\"columns\":[{\"name\":\"a\",\"type\":\"string\"}]}},\"dataFlows\":[{\"streams\":[\"Custom-X\"],\"destinations\":[\"d\"],\"transformKql\":\"source\"}]}}");

    private static final List<String> PATHS = List.of(
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2f..%2fkeys.json",
            "/assets/..%5c..%5ckeys.json",
            "/%00",
            "/%",
            "/%zz",
            "/%c0%ae%c0%ae/",
            "/%252e%252e/%252e%252e/etc/passwd",
            "/v1/workspaces/DEMO_WORKSPACE/../../keys.json",
            "/assets/%2e%2e;/%2e%2e;/keys.json",
            "http://evil.example/../keys.json",
            "/v1/subscriptions/..%2f..%2fkeys.json/query?query=print+1",
            "/v1/workspaces/%2e%2e/query",
            "/v1/workspaces/" + "x".repeat(5000) + "/query",
            "/v1/workspaces/DEMO_WORKSPACE/query?query=%ff%fe&timespan=%",
            "/v1/workspaces/DEMO_WORKSPACE/query?query=print+1&timespan=P999999999999D",
            "/v1/workspaces/DEMO_WORKSPACE/query?query=" + "(".repeat(20_000),
            "/v1" + "/subscriptions".repeat(500) + "/query",
            "//////",
            "/;jsessionid=1",
            "/\\\\server\\share",
            "/api/logs?api-version=2016-04-01&api-version=1",
            "/dataCollectionRules/..%2f..%2f/streams/x?api-version=2023-01-01",
            "/health/../keys.json");

    private static final List<String> TEXTS = List.of(
            "(".repeat(50_000),
            "print " + "1+".repeat(20_000) + "1",
            "print strcat(" + "'a',".repeat(5_000) + "'a')",
            "Usage | where DataType matches regex '(a+)+$'",
            "print '" + "\u0000\u001b[2J".repeat(10) + "'",
            "let f = () { f() }; f()",
            "range x from 1 to 9223372036854775807 step 1 | count",
            "print x = dynamic(" + "[".repeat(3_000) + ")",
            "'; DROP TABLE Usage; --",
            "Usage | " + "extend a = 1 | ".repeat(2_000) + "count",
            "externaldata(x:string)['file:///etc/passwd']",
            "print " + "-".repeat(10_000) + "1");

    /** What is sent to the token endpoint; {@code {client}} is the id of an application that there is. */
    private static final List<String> FORMS = List.of(
            "grant_type=client_credentials&client_id={client}&client_secret=x&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default",
            "grant_type=client_credentials&client_id={client}&client_secret=x&resource=file%3A%2F%2F%2Fetc%2Fpasswd",
            "grant_type=client_credentials&client_id={client}&client_secret=x&scope=" + "a".repeat(60_000),
            "grant_type=client_credentials&client_id={client}&client_id={client}&client_secret=x&client_secret=y",
            "grant_type=client_credentials&client_id=..%2f..%2fkeys.json&client_secret=x&scope=https%3A%2F%2Fmonitor.azure.com%2F.default",
            "grant_type=client_credentials&client_id=%&client_secret=%zz&scope=%ff",
            "grant_type=password&username=admin&password=admin&client_id={client}&scope=openid",
            "grant_type=refresh_token&refresh_token=x&client_id={client}",
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c&client_id={client}",
            "{\"grant_type\":\"client_credentials\"}",
            "&".repeat(20_000),
            "\u0000=\u0000",
            "");

    /**
     * A request.
     *
     * @param refused true when no answer but an error will do
     */
    private record Hostile(byte[] bytes, boolean refused) {}

    private final Random random;
    private final long seed;
    private final byte[] bomb;
    private String key = "";
    private String tenant = "";
    private String application = "";
    private List<String> tokens = List.of();
    private int port;

    HostileRequestsTest() throws IOException {
        seed = System.nanoTime();
        random = new Random(seed);
        bomb = gzip(new byte[BOMB_BYTES]);
    }

    private void prepare(HalcyonServer server, Path folder) throws IOException, JOSEException {
        port = server.port();
        key = server.ownerKey();
        tenant = server.tenantId();
        SignedIn reader =
                SignedIn.create(new Client(server), server, "reader").assign(READER, server.workspaceResourceId());
        application = reader.clientId();
        TokenForge forge = TokenForge.of(folder, reader, "https://api.loganalytics.io");
        tokens = Stream.of(forge.forged(), forge.malformed(), forge.untimely(), forge.misdirected())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void theServerGoesOnAnsweringAndTellsNothing(@TempDir Path folder) throws IOException, JOSEException {
        System.out.println("HostileRequestsTest seed " + seed);
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            prepare(server, folder);
            for (int index = 0; index < REQUESTS; index++) {
                Hostile request = request(index % KINDS);
                check(send(request.bytes()), request, folder);
            }
            Client client = new Client(server);
            assertThat(client.get("/health").statusCode()).isEqualTo(200);
            assertThat(client.get("/v1/workspaces/DEMO_WORKSPACE/query?query=print+x%3D1", "X-Api-Key", "DEMO_KEY")
                            .body())
                    .contains("[[1]]");
            assertThat(server.runningQueries()).isZero();
        }
    }

    private void check(String answer, Hostile request, Path folder) {
        String shown = "seed %d, request %s".formatted(seed, shown(request.bytes()));
        assertThat(answer)
                .as(shown)
                .doesNotContain("\tat ", "java.", "dev.halcyon", "org.duckdb", "tools.jackson", "workspace.duckdb")
                .doesNotContain(folder.toString(), key);
        if (!answer.isEmpty()) {
            int status = Integer.parseInt(answer.substring(9, 12));
            // 504 is the documented answer to a query that runs longer than it asked for.
            assertThat(status == 504 ? 400 : status)
                    .as(shown + "\n" + answer)
                    .isBetween(request.refused() ? 400 : 200, 499);
            if (status >= 400) {
                assertThat(answer.toLowerCase(Locale.ROOT)).as(shown).containsAnyOf("\"error\":", "\"message\":");
            }
        }
    }

    private Hostile request(int kind) throws IOException {
        return switch (kind) {
            case 0 -> post(mutated(any(BODIES).getBytes(StandardCharsets.UTF_8)), "");
            case 1 -> post(nested(), "");
            case 2 ->
                post(random.nextBoolean() ? notText() : truncated(any(BODIES).getBytes(StandardCharsets.UTF_8)), "");
            case 3 -> post(truncated(gzip(any(BODIES).getBytes(StandardCharsets.UTF_8))), "Content-Encoding: gzip\r\n");
            case 4 ->
                post(gzip(gzip(any(BODIES).getBytes(StandardCharsets.UTF_8))), "Content-Encoding: gzip, gzip\r\n");
            case 5 ->
                post(
                        random.nextInt(4) == 0 ? bomb : gzip(new byte[random.nextInt(12 << 20)]),
                        "Content-Encoding: gzip\r\n");
            case 6 -> new Hostile(head("GET " + any(PATHS), new byte[0], withKey("")), false);
            case 7 -> post(any(BODIES).getBytes(StandardCharsets.UTF_8), headers());
            case 8 -> post(query(any(TEXTS)), "Prefer: wait=1\r\n");
            case 9 -> post(mutated(gzip(any(BODIES).getBytes(StandardCharsets.UTF_8))), "Content-Encoding: gzip\r\n");
            case 10 ->
                new Hostile(
                        head(
                                any(TARGETS),
                                any(BODIES).getBytes(StandardCharsets.UTF_8),
                                "Content-Type: application/json\r\nAuthorization: Bearer " + any(tokens) + "\r\n"),
                        true);
            default -> tokenRequest();
        };
    }

    private Hostile tokenRequest() {
        String path = "/%s/oauth2%s/token"
                .formatted(any(List.of(tenant, "common", "..%2f" + tenant, "%00")), any(List.of("", "/v2.0")));
        byte[] form = any(FORMS).replace("{client}", application).getBytes(StandardCharsets.UTF_8);
        String type = random.nextInt(4) == 0 ? "application/json" : "application/x-www-form-urlencoded";
        return new Hostile(
                head(
                        "POST " + path,
                        random.nextBoolean() || form.length == 0 ? form : mutated(form),
                        "Content-Type: " + type + "\r\n"),
                true);
    }

    private Hostile post(byte[] body, String headers) {
        String all = "Content-Type: application/json\r\nLog-Type: Hostile\r\n" + headers;
        return new Hostile(head(any(TARGETS), body, withKey(all)), false);
    }

    private String withKey(String headers) {
        return "X-Api-Key: " + key + "\r\n" + headers;
    }

    private static byte[] head(String line, byte[] body, String headers) {
        String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "Content-Length: "
                + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private String headers() {
        return switch (random.nextInt(8)) {
            case 0 -> "X-Long: " + "x".repeat(random.nextInt(200_000)) + "\r\n";
            case 1 -> "X-Many: y\r\n".repeat(random.nextInt(3_000));
            case 2 -> "Prefer: wait=" + "9".repeat(400) + "\r\n";
            case 3 -> "Content-Encoding: br\r\nAccept-Encoding: \u00ff\r\n";
            case 4 -> "Transfer-Encoding: chunked\r\n";
            case 5 -> "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\n";
            case 6 -> "Authorization: Basic " + "=".repeat(random.nextInt(9_000)) + "\r\n";
            default -> "x-ms-client-request-id: a\u0000b\r\nIf-Match: \"\u0001\"\r\n";
        };
    }

    private byte[] nested() {
        int depth = 1 + random.nextInt(100_000);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        String text = open.repeat(depth);
        return (random.nextBoolean() ? text : "{\"query\":" + text).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] notText() {
        byte[] bytes = new byte[random.nextInt(4_000)];
        random.nextBytes(bytes);
        return switch (random.nextInt(3)) {
            case 0 -> bytes;
            case 1 -> any(BODIES).getBytes(StandardCharsets.UTF_16);
            default ->
                ("{\"query\":\"print '" + new String(bytes, StandardCharsets.ISO_8859_1) + "'\"}")
                        .getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    private static byte[] query(String text) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("query", text)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mutated(byte[] bytes) {
        byte[] changed = bytes.clone();
        int count = 1 + random.nextInt(8);
        for (int index = 0; index < count; index++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private byte[] truncated(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** The answer, empty when the server closed the connection instead. */
    private String send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("No answer within 20 s, seed %d: %s".formatted(seed, shown(request)), e);
            } catch (IOException e) {
                // The server may close while a request that it refused is still being sent.
                return "";
            }
        }
    }

    private static String shown(byte[] request) {
        String text = new String(request, 0, Math.min(request.length, 600), StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^ -~]", ".") + " (" + request.length + " bytes)";
    }
}
