package dev.halcyon.cli.tutorial;

import dev.halcyon.learn.detect.ScoredRow;
import dev.halcyon.learn.feature.DatePart;
import dev.halcyon.learn.feature.Ticks;
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
        usageColumns(columns);
        return body;
    }

    static ObjectNode rule(String workspaceResourceId) {
        ObjectNode body = JSON.createObjectNode().put("location", "local").put("kind", "Direct");
        ObjectNode properties = body.putObject("properties");
        properties.put("description", "Receives the anomalies that the tutorial finds");
        ArrayNode columns =
                properties.putObject("streamDeclarations").putObject(STREAM).putArray("columns");
        column(columns, "TimeGenerated", "datetime");
        usageColumns(columns);
        properties
                .putObject("destinations")
                .putArray("logAnalytics")
                .addObject()
                .put("workspaceResourceId", workspaceResourceId)
                .put("name", "workspace");
        ObjectNode flow = properties.putArray("dataFlows").addObject();
        flow.putArray("streams").add(STREAM);
        flow.putArray("destinations").add("workspace");
        flow.put("transformKql", TRANSFORMATION);
        flow.put("outputStream", STREAM);
        return body;
    }

    private static void usageColumns(ArrayNode columns) {
        column(columns, "DataType", "string");
        column(columns, "ActualUsage", "real");
        column(columns, "PredictedUsage", "real");
        column(columns, "Anomalies", "int");
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
