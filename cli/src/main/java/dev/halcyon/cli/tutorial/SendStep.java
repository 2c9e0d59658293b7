package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.UserException;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.learn.detect.ScoredRow;
import dev.halcyon.learn.feature.Ticks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Step 6: makes the table and its rule, uploads the anomalies it lacks, reads all back. */
final class SendStep {
    /** What the tutorial shows at its end. */
    static final String QUERY = """
            Anomalies_CL
            | where Anomalies != 0
            | project AnomalyTimeGenerated, DataType, ActualUsage, PredictedUsage, Residual = ActualUsage - PredictedUsage, Anomalies
            | sort by AnomalyTimeGenerated asc, DataType asc""";

    private static final int ROWS_A_REQUEST = 1_000;

    /** The same rows give the same predictions; a table written by another model differs by far more. */
    private static final double TOLERANCE = 1e-6;

    private final TutorialWorkspace workspace;
    private final List<ScoredRow> anomalies;
    private final Progress progress;

    SendStep(TutorialWorkspace workspace, List<ScoredRow> anomalies, Progress progress) {
        this.workspace = workspace;
        this.anomalies = List.copyOf(anomalies);
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param there rows that were in the table before
     * @param table the anomalies as {@link #QUERY} gives them
     */
    record Sent(int there, int sent, String ruleId, ResultTable table) {}

    Sent run() {
        workspace.owner().putTable(AnomalyTable.NAME, AnomalyTable.table());
        String rule = workspace
                .owner()
                .putRule(AnomalyTable.RULE, AnomalyTable.rule(workspace.server().workspaceResourceId()));
        Map<UsageKey, ScoredRow> missing = new LinkedHashMap<>();
        anomalies.forEach(row -> missing.put(new UsageKey(Ticks.toInstant(row.ticks()), row.group()), row));
        int there = removeStored(missing);
        List<ScoredRow> toSend = new ArrayList<>(missing.values());
        for (int from = 0; from < toSend.size(); from += ROWS_A_REQUEST) {
            List<ObjectNode> records = toSend.subList(from, Math.min(from + ROWS_A_REQUEST, toSend.size())).stream()
                    .map(AnomalyTable::record)
                    .toList();
            workspace.owner().upload(rule, AnomalyTable.STREAM, records);
            progress.advance(Step.SEND, "%,d rows sent".formatted(from + records.size()));
        }
        return new Sent(
                there, toSend.size(), rule, workspace.queries().query(QUERY).complete());
    }

    private int removeStored(Map<UsageKey, ScoredRow> missing) {
        Wire stored = new Wire(workspace
                .queries()
                .query("Anomalies_CL | project AnomalyTimeGenerated, DataType, ActualUsage, PredictedUsage, Anomalies")
                .complete());
        for (int row = 0; row < stored.rowCount(); row++) {
            UsageKey key = new UsageKey(stored.time(row, "AnomalyTimeGenerated"), stored.text(row, "DataType"));
            ScoredRow found = missing.remove(key);
            boolean same = found != null
                    && found.anomaly() == stored.count(row, "Anomalies")
                    && isClose(found.actual(), stored.number(row, "ActualUsage"))
                    && isClose(found.predicted(), stored.number(row, "PredictedUsage"));
            if (!same) {
                throw new UserException(
                        "%s holds anomalies that this run did not find (%s at %s): start over with --fresh, or give another --data."
                                .formatted(workspace.folder(), key.dataType(), key.time()));
            }
        }
        return stored.rowCount();
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
    }
}
