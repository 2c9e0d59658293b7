package dev.halcyon.cli.tutorial;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.learn.detect.ScoredRow;
import dev.halcyon.learn.feature.DatePart;
import dev.halcyon.learn.feature.Ticks;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.workspace.rule.DirectRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The custom table {@code Anomalies_CL}, its data collection rule and its records. */
final class AnomalyTable {
    static final String NAME = "Anomalies_CL";
    static final String STREAM = "Custom-" + NAME;
    static final String RULE = "anomalies";

    /** The record's time becomes a column of its own; TimeGenerated is when the anomaly was found. */
    static final String TRANSFORMATION =
            "source | extend AnomalyTimeGenerated = todatetime(TimeGenerated) | extend TimeGenerated = now()";

    private static final List<Column> USAGE = List.of(
            new Column("DataType", ScalarType.STRING),
            new Column("ActualUsage", ScalarType.REAL),
            new Column("PredictedUsage", ScalarType.REAL),
            new Column("Anomalies", ScalarType.INT));

    private static final JsonMapper JSON = JsonMapper.shared();

    private AnomalyTable() {}

    static ObjectNode table() {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode schema = body.putObject("properties").putObject("schema");
        schema.put("name", NAME);
        schema.put("description", "Hours whose usage differs from what a model expected");
        ArrayNode columns = schema.putArray("columns");
        column(columns, "TimeGenerated", "dateTime");
        column(columns, "AnomalyTimeGenerated", "dateTime");
        USAGE.forEach(column -> column(columns, column.name(), column.type().kqlName()));
        return body;
    }

    static ObjectNode rule(String workspaceResourceId) {
        List<Column> columns = new ArrayList<>(List.of(StandardColumns.TIME_GENERATED));
        columns.addAll(USAGE);
        ObjectNode body = DirectRule.json(STREAM, columns, Optional.of(TRANSFORMATION), workspaceResourceId);
        body.withObject("properties").put("description", "Receives the anomalies that the tutorial finds");
        return body;
    }

    private static void column(ArrayNode columns, String name, String type) {
        columns.addObject().put("name", name).put("type", type);
    }

    /** A record with everything that is known; what the stream does not declare is dropped on arrival (I-3). */
    static ObjectNode record(ScoredRow row) {
        ObjectNode body = JSON.createObjectNode()
                .put("TimeGenerated", Ticks.toInstant(row.ticks()).toString())
                .put("DataType", row.group())
                .put("ActualUsage", row.actual())
                .put("PredictedUsage", row.predicted())
                .put("Residual", row.residual())
                .put("Anomalies", row.anomaly());
        for (DatePart part : new DatePart[] {DatePart.YEAR, DatePart.MONTH, DatePart.DAY, DatePart.HOUR}) {
            body.put(part.columnName(), part.of(row.ticks()));
        }
        return body;
    }
}
