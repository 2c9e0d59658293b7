package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.tutorial.UsageQueries.Query;
import dev.halcyon.learn.detect.ScoredRow;
import dev.halcyon.learn.detect.TukeyFences;
import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.Ticks;
import dev.halcyon.learn.training.TrainingResult;
import dev.halcyon.learn.training.TrainingResult.Candidate;
import dev.halcyon.learn.validation.ValidationReport;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Step 7: one HTML file with the charts, the figures and the tables of this run. It needs no server and no network. */
final class ReportStep {
    private static final String FILE = "report.html";
    private static final String TEMPLATE = "/dev/halcyon/ui/report/report.html";
    private static final String PLACE = "@report-data@";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TutorialWorkspace workspace;
    private final UsageSeries series;
    private final Findings findings;

    ReportStep(TutorialWorkspace workspace, UsageSeries series, Findings findings) {
        this.workspace = workspace;
        this.series = series;
        this.findings = findings;
    }

    /** Everything the earlier steps found out. */
    record Findings(
            UsageQueries queries,
            QueryStep.Answers answers,
            TrainingResult training,
            ScoreStep.Scored scored,
            SendStep.Sent sent) {}

    /** Writes the file beside its place and renames it, so that a reader never sees half of it. */
    Path run() throws IOException {
        Path file = workspace.folder().resolve(FILE);
        Path draft = workspace.folder().resolve(FILE + ".new");
        Files.writeString(draft, page(data().toString()));
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** No text of the data can end the script element: JSON may spell every less-than sign as an escape. */
    private static String page(String json) throws IOException {
        try (InputStream template = ReportStep.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new IllegalStateException("The build left out " + TEMPLATE);
            }
            String page = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            return page.replace(PLACE, json.replace("<", "\\u003c"));
        }
    }

    private ObjectNode data() {
        ObjectNode data = JSON.createObjectNode();
        data.put("format", 1);
        data.put("title", "Anomalies in ingested usage");
        data.put("product", "Halcyon");
        data.put("version", HalcyonServer.version());
        data.put("workspaceId", Workspace.DEMO_NAME);
        data.put("generatedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        data.put("workspaceClock", workspace.now().map(Instant::toString).orElse(null));
        data.put("seriesName", series.name());
        data.put("unit", series.unit());
        data.put(
                "splitAt",
                Ticks.toInstant(findings.answers().lastWeek().ticks(0)).toString());
        data.put("folds", findings.training().best().validation().folds().size());
        models(data.putArray("models"));
        dataTypes(data.putArray("dataTypes"));
        queries(data.putArray("queries"));
        UsageCharts.of(series.dataTypes()).write(workspace.queries(), data.putArray("charts"));
        anomaliesTable(data.putObject("anomaliesTable"), findings.sent().table());
        return data;
    }

    private void models(ArrayNode models) {
        for (Candidate candidate : findings.training().candidates()) {
            ValidationReport report = candidate.validation();
            String name = candidate.hyperparameters().modelName();
            models.addObject()
                    .put("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                    .put("maeMean", report.meanAbsoluteError().mean())
                    .put("maeStd", report.meanAbsoluteError().standardDeviation())
                    .put("rmseMean", report.rootMeanSquaredError().mean())
                    .put("rmseStd", report.rootMeanSquaredError().standardDeviation())
                    .put("chosen", TrainStep.isKept(candidate, findings.training()));
        }
    }

    private void dataTypes(ArrayNode types) {
        GroupedSeries history = findings.answers().history();
        GroupedSeries lastWeek = findings.answers().lastWeek();
        long first = history.ticks(0);
        long last = lastWeek.ticks(lastWeek.rowCount() - 1);
        for (String type : series.dataTypes()) {
            Map<Long, Double> actual = new HashMap<>();
            collect(history, type, actual);
            collect(lastWeek, type, actual);
            Map<Long, Double> predicted = new HashMap<>();
            List<ScoredRow> scored = findings.scored().week().rows().stream()
                    .filter(row -> row.group().equals(type))
                    .toList();
            scored.forEach(row -> predicted.put(row.ticks(), row.predicted()));

            ObjectNode node = types.addObject().put("name", type);
            ArrayNode times = node.putArray("times");
            ArrayNode actuals = node.putArray("actual");
            ArrayNode predictions = node.putArray("predicted");
            for (long hour = first; hour <= last; hour += Ticks.PER_HOUR) {
                times.add(Ticks.toInstant(hour).toString());
                actuals.add(actual.get(hour));
                predictions.add(predicted.get(hour));
            }
            TukeyFences fences = findings.scored().week().fences().get(type);
            if (fences == null) {
                node.putNull("fences");
            } else {
                node.putObject("fences").put("lower", fences.lower()).put("upper", fences.upper());
            }
            ArrayNode anomalies = node.putArray("anomalies");
            scored.stream()
                    .filter(row -> row.anomaly() != 0)
                    .forEach(row -> anomalies
                            .addObject()
                            .put("time", Ticks.toInstant(row.ticks()).toString())
                            .put("actual", row.actual())
                            .put("predicted", row.predicted())
                            .put("residual", row.residual())
                            .put("sign", row.anomaly()));
        }
    }

    private static void collect(GroupedSeries rows, String type, Map<Long, Double> values) {
        for (int row = 0; row < rows.rowCount(); row++) {
            if (rows.group(row).equals(type)) {
                values.put(rows.ticks(row), rows.value(row));
            }
        }
    }

    private void queries(ArrayNode array) {
        for (Query query : findings.queries().all()) {
            array.addObject().put("title", query.title()).put("text", query.text());
        }
    }

    private static void anomaliesTable(ObjectNode node, ResultTable table) {
        node.put("name", AnomalyTable.NAME).put("query", SendStep.QUERY);
        UsageCharts.write(table, node);
    }
}
