package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.Reception;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryLimits;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import dev.halcyon.workspace.usage.DailyCap;
import dev.halcyon.workspace.usage.UsageAccounting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a workspace tells of itself: usage, warnings, the daily cap, figures. */
class SelfReportTest {

    private static final List<Column> COLUMNS =
            List.of(new Column("TimeGenerated", ScalarType.DATETIME), new Column("Computer", ScalarType.STRING));

    @TempDir
    private Path folder = Path.of("unset");

    private interface Work {
        void with(Workspace workspace) throws Exception;
    }

    private void open(String now, Work work) throws Exception {
        WorkspaceOptions options = new WorkspaceOptions(
                folder, false, WorkspaceClock.pinnedAt(Instant.parse(now)), QueryLimits.STANDARD, List.of());
        try (Engine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                Workspace workspace = Workspace.open(engine, options)) {
            work.with(workspace);
        }
    }

    private static int account(Workspace workspace, String now) {
        return new UsageAccounting(
                        workspace.store(),
                        workspace.queries(),
                        WorkspaceClock.pinnedAt(Instant.parse(now)),
                        workspace.selfReport().dailyCap(),
                        workspace.resourceId())
                .run();
    }

    private static void send(Workspace workspace, String table, String received, int rows) {
        RowBlockBuilder block = RowBlock.builder(COLUMNS);
        long ticks = Ticks.of(Instant.parse(received));
        for (int row = 0; row < rows; row++) {
            block.add(ticks, "x".repeat(80));
        }
        workspace.store().append(table, block.build(), Reception.at(ticks));
    }

    private static String ask(Workspace workspace, String query) {
        StringBuilder text = new StringBuilder();
        try (RunningQuery running = workspace
                        .queries()
                        .start(new QueryRequest(
                                query, Optional.empty(), Duration.ofMinutes(1), Caller.owner(), RequestValues.NONE));
                RowCursor rows = running.open(0)) {
            while (rows.next()) {
                text.append(rows.getString(0)).append('\n');
            }
        }
        return text.toString().strip();
    }

    @Test
    void everyHourIsCountedOnce() throws Exception {
        open("2026-03-01T10:30:00Z", workspace -> {
            send(workspace, "Perf", "2026-03-01T09:59:00Z", 7);
            assertThat(account(workspace, "2026-03-01T10:30:00Z")).isZero();
            send(workspace, "Perf", "2026-03-01T10:31:00Z", 10);
            send(workspace, "Perf", "2026-03-01T10:32:00Z", 10);
            send(workspace, "Perf", "2026-03-01T11:10:00Z", 5);
            send(workspace, "Heartbeat", "2026-03-01T11:20:00Z", 1);
            // An hour is not closed before its last rows can be there.
            assertThat(account(workspace, "2026-03-01T11:01:00Z")).isZero();
            assertThat(account(workspace, "2026-03-01T11:02:00Z")).isEqualTo(1);
        });
        open("2026-03-01T13:30:00Z", workspace -> {
            assertThat(account(workspace, "2026-03-01T13:30:00Z")).isEqualTo(2);
            assertThat(account(workspace, "2026-03-01T13:30:00Z")).isZero();
            // A clock that went back closes nothing again.
            assertThat(account(workspace, "2026-03-01T11:30:00Z")).isZero();
            assertThat(ask(
                            workspace,
                            "Usage | order by TimeGenerated asc, DataType asc | project strcat(DataType, ' ', "
                                    + "format_datetime(StartTime, 'HH:mm'), ' ', format_datetime(TimeGenerated, 'HH:mm'), ' ', "
                                    + "TotalBatches, ' ', IsBillable, ' ', QuantityUnit)"))
                    .isEqualTo("""
                            Perf 10:00 11:00 2 True MBytes
                            Heartbeat 11:00 12:00 1 False MBytes
                            Perf 11:00 12:00 1 True MBytes""");
            assertThat(
                            ask(
                                    workspace,
                                    "let counted = toscalar(Usage | where DataType == 'Perf' | summarize sum(Quantity)); "
                                            + "Perf | where _TimeReceived >= datetime(2026-03-01 10:00) "
                                            + "| summarize b = sum(_BilledSize) | project tostring(abs(b / 1e6 - counted) < 1e-9)"))
                    .isEqualTo("True");
        });
    }

    @Test
    void rowsThatWereLongUnderWayAreCountedWithTheNextHour() throws Exception {
        open("2026-03-01T10:30:00Z", workspace -> account(workspace, "2026-03-01T10:30:00Z"));
        open("2026-03-01T11:30:00Z", workspace -> {
            send(workspace, "Perf", "2026-03-01T10:59:00Z", 1);
            assertThat(account(workspace, "2026-03-01T11:30:00Z")).isEqualTo(1);
            send(workspace, "Perf", "2026-03-01T10:59:30Z", 1);
        });
        open("2026-03-01T11:45:00Z", workspace -> {
            assertThat(account(workspace, "2026-03-01T11:45:00Z")).isZero();
            send(workspace, "Perf", "2026-03-01T10:59:40Z", 1);
            assertThat(account(workspace, "2026-03-01T12:30:00Z")).isEqualTo(1);
            assertThat(
                            ask(
                                    workspace,
                                    "Usage | order by StartTime asc | project strcat(format_datetime(StartTime, 'HH'), ' ', TotalBatches)"))
                    .isEqualTo("10 1\n11 1");
            assertThat(
                            ask(
                                    workspace,
                                    "let counted = toscalar(Usage | summarize sum(Quantity)); "
                                            + "Perf | summarize b = sum(_BilledSize) | project tostring(abs(b / 1e6 - counted) < 1e-9)"))
                    .isEqualTo("True");
        });
    }

    @Test
    void requestsBeyondTheDailyCapAreCounted() throws Exception {
        open("2026-03-01T20:00:00Z", workspace -> {
            account(workspace, "2026-03-01T19:59:00Z");
            capAt(workspace, 1e-7);
            send(workspace, "Perf", "2026-03-01T20:00:00Z", 9);
            send(workspace, "Perf", "2026-03-01T20:00:00Z", 9);
            send(workspace, "Event", "2026-03-01T20:00:00Z", 9);
            send(workspace, "Event", "2026-03-01T20:00:00Z", 9);
            account(workspace, "2026-03-01T21:30:00Z");
            assertThat(ask(
                            workspace,
                            "Usage | where DataType != 'Operation' | order by DataType asc | project strcat(DataType, ' ', Quantity > 0, ' ', TotalBatches, ' ', "
                                    + "BatchesWithinSla, ' ', BatchesCapped)"))
                    .isEqualTo("Event False 2 0 2\nPerf True 2 1 1");
        });
    }

    @Test
    void whatSendersShouldKnowStandsInOperation() throws Exception {
        open("2026-03-01T10:30:00Z", workspace -> {
            StringBuilder wide =
                    new StringBuilder("{\"Long\":\"").append("x".repeat(40_000)).append('"');
            for (int column = 0; column < 600; column++) {
                wide.append(",\"C%03d\":%d".formatted(column, column));
            }
            byte[] body = wide.append('}').toString().getBytes(StandardCharsets.UTF_8);
            // Twice: a warning of a table comes once a day.
            assertThat(workspace.dataCollector().collect("Wide", body, "", "")).isEqualTo(1);
            assertThat(workspace.dataCollector().collect("Wide", body, "", "")).isEqualTo(1);
            assertThat(ask(
                            workspace,
                            "_LogOperation | order by Operation asc | project strcat(Category, ' ', Level, ' ', Operation, "
                                    + "' ', Detail has 'Long' or Detail has 'C599_d', ' ', Detail has 'Wide_CL')"))
                    .isEqualTo("""
                            Ingestion Warning Field size limit True True
                            Ingestion Warning Number of columns limit True True""");
            assertThat(ask(
                            workspace,
                            "Wide_CL | summarize strcat(count(), ' ', min(strlen(Long_s)), ' ', min(C000_d))"))
                    .isEqualTo("2 32768 0.0");
            assertThat(workspace
                            .store()
                            .catalog()
                            .definition("Wide_CL")
                            .orElseThrow()
                            .columns())
                    .hasSize(500);
        });
    }

    private static void capAt(Workspace workspace, double gigabytes) {
        workspace
                .resources()
                .put(
                        workspace.resourceId(),
                        "Microsoft.OperationalInsights/workspaces",
                        JsonMapper.shared()
                                .readTree("{\"properties\":{\"workspaceCapping\":{\"dailyQuotaGb\":" + gigabytes
                                        + "}}}"));
    }

    private static void await(DailyCap cap, DailyCap.Status status) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (cap.status() != status) {
            assertThat(System.nanoTime()).as("a status in time").isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    @Test
    void beyondTheDailyCapBillableTablesTakeNothingUntilMidnight() throws Exception {
        open("2026-03-01T20:00:00Z", workspace -> {
            send(workspace, "Perf", "2026-02-28T23:59:00Z", 100);
            send(workspace, "Perf", "2026-03-01T19:00:00Z", 10);
            DailyCap cap = workspace.selfReport().dailyCap();
            assertThat(cap.status()).isEqualTo(DailyCap.Status.RESPECT_QUOTA);
            // A row has 80 bytes of text and its time. The day's earlier rows are counted when there is a cap.
            capAt(workspace, 1.05e-6);
            await(cap, DailyCap.Status.APPROACHING_QUOTA);
            capAt(workspace, 2.1e-6);
            send(workspace, "Perf", "2026-03-01T20:00:00Z", 9);
            assertThat(cap.status()).isEqualTo(DailyCap.Status.APPROACHING_QUOTA);
            send(workspace, "Perf", "2026-03-01T20:00:00Z", 9);
            assertThat(cap.status()).isEqualTo(DailyCap.Status.OVER_QUOTA);
            send(workspace, "Perf", "2026-03-01T20:00:00Z", 9);
            send(workspace, "Heartbeat", "2026-03-01T20:00:00Z", 1);
            assertThat(cap.droppedRows()).isEqualTo(9);
            assertThat(ask(workspace, "Perf | count | project tostring(Count)")).isEqualTo("128");
            assertThat(ask(workspace, "Heartbeat | count | project tostring(Count)"))
                    .isEqualTo("1");
            assertThat(
                            ask(
                                    workspace,
                                    "_LogOperation | where Category == 'Ingestion' and Level == 'Warning' "
                                            + "| order by TimeGenerated asc, Detail asc | project strcat(Operation, ' ', extract(@'(\\w+Quota)', 1, Detail))"))
                    .isEqualTo("Data Collection Status ApproachingQuota\nData Collection Status OverQuota");
        });
        open("2026-03-01T21:00:00Z", workspace -> {
            await(workspace.selfReport().dailyCap(), DailyCap.Status.OVER_QUOTA);
            send(workspace, "Perf", "2026-03-01T21:00:00Z", 1);
            assertThat(workspace.selfReport().dailyCap().droppedRows()).isEqualTo(1);
            assertThat(ask(workspace, "Operation | count | project tostring(Count)"))
                    .isEqualTo("2");
        });
        open("2026-03-02T00:00:00Z", workspace -> {
            send(workspace, "Perf", "2026-03-02T00:00:00Z", 1);
            assertThat(workspace.selfReport().dailyCap().droppedRows()).isZero();
            assertThat(workspace.selfReport().dailyCap().status()).isEqualTo(DailyCap.Status.RESPECT_QUOTA);
        });
    }

    @Test
    void figuresForPrometheus() throws Exception {
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true));
                HttpClient http = HttpClient.newHttpClient()) {
            server.keepHouse();
            assertThat(get(http, server, "/nowhere", "").statusCode()).isEqualTo(404);
            assertThat(get(http, server, "/health", "").statusCode()).isEqualTo(200);
            assertThat(get(http, server, "/metrics", "").statusCode()).isEqualTo(401);
            assertThat(get(http, server, "/metrics", "wrong").statusCode()).isEqualTo(403);
            get(http, server, "/v1/workspaces/DEMO_WORKSPACE/query?query=nonsense", "DEMO_KEY");
            HttpResponse<String> figures = get(http, server, "/metrics", "DEMO_KEY");
            assertThat(figures.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(figures.body())
                    .contains("halcyon_http_requests_total{method=\"GET\",route=\"/health\",status=\"200\"} 1.0")
                    .contains("halcyon_http_requests_total{method=\"any\",route=\"none\",status=\"404\"} 1.0")
                    .contains("halcyon_queries_failed_total 1.0")
                    .contains("halcyon_http_request_duration_seconds_bucket{route=\"/health\",le=\"+Inf\"} 1")
                    .contains("halcyon_queries_running 0.0", "halcyon_store_bytes", "jvm_memory_heap_used_bytes");
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!get(http, server, "/metrics", "DEMO_KEY")
                    .body()
                    .contains("halcyon_rows_ingested_total{table=\"Heartbeat\"} 1.0")) {
                assertThat(System.nanoTime()).as("a heartbeat in time").isLessThan(deadline);
                Thread.sleep(50);
            }
        }
    }

    private static HttpResponse<String> get(HttpClient http, HalcyonServer server, String path, String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
        if (!key.isEmpty()) {
            request.header("X-Api-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
