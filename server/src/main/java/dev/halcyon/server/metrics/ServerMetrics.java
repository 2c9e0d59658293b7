package dev.halcyon.server.metrics;

import dev.halcyon.server.http.RequestObserver;
import dev.halcyon.store.AppendObserver;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.ingest.Ingested;
import dev.halcyon.workspace.ingest.IngestionObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the server does. */
public final class ServerMetrics implements RequestObserver, AppendObserver, IngestionObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ServerMetrics.class);

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final List<String> DATABASE =
            List.of("workspace.duckdb", "workspace.duckdb.wal", "workspace.duckdb.journal");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("halcyon_http_requests_total")
            .help("Requests by the pattern of their path.")
            .labelNames("route", "method", "status")
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("halcyon_http_request_duration_seconds")
            .help("Time from the request to the end of the answer.")
            .classicOnly()
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
            .labelNames("route")
            .register(registry);
    private final Counter rows = Counter.builder()
            .name("halcyon_rows_ingested_total")
            .help("Rows stored.")
            .labelNames("table")
            .register(registry);
    private final Counter bytes = Counter.builder()
            .name("halcyon_billed_bytes_ingested_total")
            .help("Billed size of the rows stored, free tables included.")
            .labelNames("table")
            .register(registry);

    private final Counter ruleRequests = Counter.builder()
            .name("halcyon_rule_requests_total")
            .help("Uploads to a data collection rule.")
            .labelNames("rule", "status")
            .register(registry);
    private final Counter ruleBytes = ofRule("halcyon_rule_bytes_total", "Unpacked bytes of the bodies taken.");
    private final Counter ruleRows = ofRule("halcyon_rule_rows_received_total", "Rows in the bodies taken.");
    private final Counter ruleUndeclared =
            ofRule("halcyon_rule_properties_dropped_total", "Properties that the stream does not declare.");
    private final Counter ruleDropped =
            ofRule("halcyon_rule_rows_dropped_total", "Rows that transformations left out or failed on.");
    private final Counter ruleErrors =
            ofRule("halcyon_rule_transform_errors_total", "Rows that transformations failed on.");
    private final Counter ruleTime = ofRule("halcyon_rule_transform_seconds_total", "Time in transformations.");

    /** Figures of a workspace. */
    public ServerMetrics(Workspace workspace, Path dataFolder) {
        gauge("halcyon_queries_running", "Queries that run.", workspace.queries()::runningQueries);
        gauge("halcyon_queries_queued", "Queries that wait for a place.", workspace.queries()::queuedQueries);
        counter(
                "halcyon_queries_failed_total",
                "Queries that did not compile or failed.",
                workspace.queries()::failedQueries);
        counter(
                "halcyon_rows_dropped_total",
                "Rows dropped beyond the daily cap.",
                workspace.selfReport().dailyCap()::droppedRows);
        gauge("halcyon_store_bytes", "Size of the database and its log on disk.", () -> size(dataFolder));
        gauge(
                "jvm_memory_heap_used_bytes",
                "Used heap.",
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        gauge(
                "jvm_memory_heap_max_bytes",
                "Largest heap.",
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax());
        gauge(
                "jvm_threads_current",
                "Platform threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        counter("jvm_gc_seconds_total", "Time of garbage collections.", ServerMetrics::collectionSeconds);
        gauge(
                "process_uptime_seconds",
                "Since the program started.",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
        workspace.store().observe(this);
        workspace.ingestion().observe(this);
    }

    private Counter ofRule(String name, String help) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames("rule", "stream")
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private static double collectionSeconds() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                / MILLIS;
    }

    private static double size(Path dataFolder) {
        double size = 0;
        for (String name : DATABASE) {
            try {
                Path file = dataFolder.resolve(name);
                size += Files.exists(file) ? Files.size(file) : 0;
            } catch (IOException e) {
                LOG.trace("The log comes and goes; the next scrape sees what is there then", e);
            }
        }
        return size;
    }

    @Override
    public void answered(String route, String method, int status, long nanos) {
        requests.labelValues(route, method, Integer.toString(status)).inc();
        durations.labelValues(route).observe(nanos / NANOS);
    }

    @Override
    public void appended(String table, long count, double billedBytes, long receivedTicks) {
        rows.labelValues(table).inc(count);
        bytes.labelValues(table).inc(billedBytes);
    }

    @Override
    public void ingested(Ingested body) {
        String[] labels = {body.rule(), body.stream()};
        ruleBytes.labelValues(labels).inc(body.bytes());
        ruleRows.labelValues(labels).inc(body.received());
        ruleUndeclared.labelValues(labels).inc(body.undeclared());
        ruleDropped.labelValues(labels).inc(body.dropped() + body.failed());
        ruleErrors.labelValues(labels).inc(body.failed());
        ruleTime.labelValues(labels).inc(body.transformationNanos() / NANOS);
    }

    /** An upload to a rule that exists was answered. */
    public void uploaded(String rule, int status) {
        ruleRequests.labelValues(rule, Integer.toString(status)).inc();
    }

    /** All figures in the text format. */
    byte[] text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PrometheusTextFormatWriter(false).write(out, registry.scrape());
        return out.toByteArray();
    }
}
