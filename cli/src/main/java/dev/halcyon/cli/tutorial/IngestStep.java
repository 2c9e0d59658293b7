package dev.halcyon.cli.tutorial;

import dev.halcyon.workspace.rule.DataCollectionRules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Step 2: uploads the rows of a series that the table {@code Usage} lacks. */
final class IngestStep {
    private static final String STREAM = "Microsoft-Usage";

    /** About 150 kB of JSON: far below the 1 MB that a request may have. */
    private static final int ROWS_A_REQUEST = 500;

    private final TutorialWorkspace workspace;
    private final UsageSeries series;
    private final Progress progress;

    IngestStep(TutorialWorkspace workspace, UsageSeries series, Progress progress) {
        this.workspace = workspace;
        this.series = series;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param there rows that were in the table before
     * @param bytes compressed
     */
    record Ingested(int there, int sent, int requests, long bytes) {}

    Ingested run() {
        StoredUsage stored = new StoredUsage(workspace.queries(), workspace.folder(), series);
        Set<UsageKey> there = stored.keys();
        int sent = 0;
        int requests = 0;
        long bytes = 0;
        for (int from = 0; from < series.rows().size(); from += ROWS_A_REQUEST) {
            int to = Math.min(from + ROWS_A_REQUEST, series.rows().size());
            List<ObjectNode> records = new ArrayList<>();
            for (UsageRow row : series.rows().subList(from, to)) {
                if (!there.contains(row.key())) {
                    records.add(json(row));
                }
            }
            if (!records.isEmpty()) {
                bytes += workspace.owner().upload(DataCollectionRules.BUILT_IN_ID, STREAM, records);
                sent += records.size();
                requests++;
                progress.advance(Step.INGEST, "%,d rows sent".formatted(sent));
            }
        }
        long now = stored.count();
        if (now != series.rows().size()) {
            throw new IllegalStateException("Usage has %d rows after the upload of a series of %d"
                    .formatted(now, series.rows().size()));
        }
        return new Ingested(there.size(), sent, requests, bytes);
    }

    private ObjectNode json(UsageRow row) {
        Instant hour = row.time().truncatedTo(ChronoUnit.HOURS);
        return JsonMapper.shared()
                .createObjectNode()
                .put("TimeGenerated", row.time().toString())
                .put("StartTime", hour.toString())
                .put("EndTime", hour.plus(Duration.ofHours(1)).toString())
                .put("DataType", row.dataType())
                .put("Quantity", row.quantity())
                .put("QuantityUnit", series.unit().equals("MB") ? "MBytes" : series.unit())
                .put("Solution", "LogManagement")
                .put("IsBillable", true);
    }
}
