package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.Reception;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A query that is too large for one answer, taken in batches of time whose sizes are asked for first. */
class SplitQueryTest {

    private static final int ROWS = 5_000;
    private static final int BATCH_BYTES = 60_000;
    private static final Instant START = Instant.parse("2025-01-02T00:00:00Z");
    private static final String WHOLE = "Perf | project TimeGenerated, CounterName, CounterValue";

    @Test
    void theBatchesAreTheWhole(@TempDir Path folder) throws IOException {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true))) {
            fill(server);
            Client client = new Client(server);
            JsonNode batches = rows(
                    client,
                    WHOLE + " | sort by TimeGenerated desc | extend batch = row_cumsum(estimate_data_size(*)) / "
                            + BATCH_BYTES + " | summarize min(TimeGenerated) by batch | sort by batch asc");
            assertThat(batches.size()).isBetween(3, 20);
            List<String> parts = new ArrayList<>();
            String before = "datetime(9999-12-31)";
            for (JsonNode batch : batches) {
                String from = "datetime(%s)".formatted(batch.path(1).asString());
                JsonNode part = rows(
                        client,
                        "%s | where TimeGenerated >= %s and TimeGenerated < %s | sort by TimeGenerated desc"
                                .formatted(WHOLE, from, before));
                assertThat(part.size()).isGreaterThan(0);
                part.forEach(row -> parts.add(row.toString()));
                before = from;
            }
            List<String> whole = new ArrayList<>();
            rows(client, WHOLE + " | sort by TimeGenerated desc").forEach(row -> whole.add(row.toString()));
            assertThat(whole).hasSize(ROWS);
            assertThat(parts).isEqualTo(whole);
        }
    }

    private static void fill(HalcyonServer server) {
        RowBlockBuilder rows = RowBlock.builder(List.of(
                new Column("TimeGenerated", ScalarType.DATETIME),
                new Column("CounterName", ScalarType.STRING),
                new Column("CounterValue", ScalarType.REAL)));
        for (int row = 0; row < ROWS; row++) {
            // Out of order, one row a second, texts of several lengths.
            int second = (row * 7919) % ROWS;
            rows.add(Ticks.of(START.plusSeconds(second)), "name" + "x".repeat(row % 50), row / 4.0);
        }
        server.workspace().store().append("Perf", rows.build(), Reception.at(Ticks.of(START)));
    }

    private static JsonNode rows(Client client, String query) {
        HttpResponse<String> answer = client.json(
                "POST",
                "/v1/workspaces/DEMO_WORKSPACE/query",
                "DEMO_KEY",
                JsonMapper.shared().createObjectNode().put("query", query).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Client.tree(answer).has("error")).isFalse();
        return Client.tree(answer).at("/tables/0/rows");
    }
}
