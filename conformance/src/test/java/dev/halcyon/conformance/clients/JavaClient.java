package dev.halcyon.conformance.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.monitor.ingestion.LogsIngestionClient;
import com.azure.monitor.ingestion.LogsIngestionClientBuilder;
import com.azure.monitor.ingestion.models.LogsUploadException;
import com.azure.monitor.query.LogsQueryClient;
import com.azure.monitor.query.LogsQueryClientBuilder;
import com.azure.monitor.query.models.LogsBatchQuery;
import com.azure.monitor.query.models.LogsBatchQueryResult;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.LogsQueryResult;
import com.azure.monitor.query.models.LogsQueryResultStatus;
import com.azure.monitor.query.models.LogsTableCell;
import com.azure.monitor.query.models.QueryTimeInterval;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The clients of azure-sdk-for-java against a server; the same steps as the programs in {@code src/test/clients}. */
final class JavaClient {

    private static final String ENDPOINT = setting("ENDPOINT");
    private static final String AUTHORITY = System.getenv().getOrDefault("AUTHORITY", ENDPOINT);
    private static final String PREFIX = System.getenv().getOrDefault("PREFIX", "java-");
    private static final String WORKSPACE = setting("WORKSPACE");
    private static final QueryTimeInterval DAY = new QueryTimeInterval(Duration.ofDays(1));

    private JavaClient() {}

    private static String setting(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    private static TokenCredential credential(String secret) {
        return new ClientSecretCredentialBuilder()
                .authorityHost(AUTHORITY)
                .tenantId(setting("TENANT"))
                .clientId(setting("CLIENT"))
                .clientSecret(secret)
                .disableInstanceDiscovery()
                .build();
    }

    private static LogsQueryClient queries(TokenCredential credential) {
        return new LogsQueryClientBuilder()
                .endpoint(ENDPOINT + "/v1")
                .credential(credential)
                .buildClient();
    }

    private static String first(LogsQueryResult result) {
        return result.getTable().getRows().getFirst().getRow().getFirst().getValueAsString();
    }

    public static void main(String[] arguments) {
        ObjectNode answers = JsonMapper.shared().createObjectNode();
        TokenCredential good = credential(setting("SECRET"));
        LogsIngestionClient ingestion = new LogsIngestionClientBuilder()
                .endpoint(System.getenv().getOrDefault("INGESTION", ENDPOINT))
                .credential(good)
                .buildClient();
        List<Object> rows = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            rows.add(Map.of("TimeGenerated", OffsetDateTime.now(ZoneOffset.UTC), "Word", PREFIX + number));
        }
        ingestion.upload(setting("RULE"), setting("STREAM"), rows);
        answers.put("uploaded", rows.size());
        ask(queries(good), answers);
        try {
            ingestion.upload(setting("RULE"), "Custom-Unknown", rows);
        } catch (LogsUploadException e) {
            answers.put(
                    "badStream",
                    e.getLogsUploadErrors().getFirst().getResponse().getStatusCode());
        }
        try {
            queries(credential("wrong")).queryWorkspace(WORKSPACE, "print 1", DAY);
        } catch (RuntimeException e) {
            answers.put("wrongSecret", String.valueOf(e.getMessage()).contains("AADSTS7000215"));
        }
        answers.put(
                "managed",
                first(queries(new ManagedIdentityCredentialBuilder().build())
                        .queryWorkspace(WORKSPACE, "print 'managed'", DAY)));
        System.out.println(answers);
        // Threads of the HTTP library outlive the work.
        System.exit(0);
    }

    private static void ask(LogsQueryClient client, ObjectNode answers) {
        String words =
                setting("TABLE") + " | where Word startswith '" + PREFIX + "' | order by Word asc | project Word";
        LogsQueryOptions options = new LogsQueryOptions()
                .setIncludeStatistics(true)
                .setIncludeVisualization(true)
                .setServerTimeout(Duration.ofMinutes(1));
        LogsQueryResult result = client.queryWorkspaceWithResponse(WORKSPACE, words, DAY, options, Context.NONE)
                .getValue();
        ArrayNode found = answers.putArray("words");
        result.getTable()
                .getRows()
                .forEach(row -> found.add(row.getRow().getFirst().getValueAsString()));
        answers.put("statistics", result.getStatistics().toString().contains("executionTime"));
        answers.put("status", result.getQueryResultStatus() == LogsQueryResultStatus.SUCCESS);
        LogsQueryResult cells = client.queryWorkspace(
                WORKSPACE,
                "print Time = datetime(2024-01-02T03:04:05.678Z), Number = 42, Object = dynamic({'a': 1}), Nothing = int(null)",
                DAY);
        ArrayNode values = answers.putArray("cells");
        ArrayNode types = answers.putArray("types");
        for (LogsTableCell cell : cells.getTable().getAllTableCells()) {
            values.add(cell.getValueAsString());
            types.add(cell.getColumnType().toString());
        }
        OffsetDateTime longAgo = OffsetDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        answers.put(
                "longAgo",
                first(client.queryWorkspace(
                        WORKSPACE, words + " | count", new QueryTimeInterval(longAgo, longAgo.plusDays(1)))));
        LogsBatchQuery batch = new LogsBatchQuery();
        for (String query : List.of("print 1", "no such table", "print 3")) {
            batch.addWorkspaceQuery(WORKSPACE, query, DAY);
        }
        ArrayNode members = answers.putArray("batch");
        for (LogsBatchQueryResult member : client.queryBatch(batch).getBatchResults()) {
            members.add(member.getQueryResultStatus() == LogsQueryResultStatus.SUCCESS ? first(member) : "failure");
        }
        answers.put("resource", first(client.queryResource(setting("RESOURCE"), "print 'by resource'", DAY)));
        try {
            client.queryWorkspace(WORKSPACE, "Usage | where nothing == 1", DAY);
        } catch (HttpResponseException e) {
            answers.put("semantic", e.getResponse().getStatusCode());
        }
    }
}
