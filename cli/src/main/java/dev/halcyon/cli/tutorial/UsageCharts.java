package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.QueryClient;
import dev.halcyon.cli.client.ResultColumn;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.tutorial.UsageQueries.Query;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What KQL finds without a trained model: queries that end in {@code render}, with their answers for the report. */
final class UsageCharts {
    private final List<Query> queries;

    private UsageCharts(List<Query> queries) {
        this.queries = queries;
    }

    /** The charts of the sum over the given data types. */
    static UsageCharts of(List<String> dataTypes) {
        String types = Kql.strings(dataTypes);
        return new UsageCharts(List.of(
                new Query("Anomalies of the total, four weeks", """
                        Usage
                        | where DataType in (%s)
                        | make-series ActualUsage=sum(Quantity) on TimeGenerated from bin(ago(28d), 1h) + 1h to now() step 1h
                        | extend (Anomalies, Score, Baseline) = series_decompose_anomalies(ActualUsage, 2.5)
                        | render anomalychart with (anomalycolumns=Anomalies)""".formatted(types)),
                new Query("Forecast of the total, two days", """
                        Usage
                        | where DataType in (%s)
                        | make-series ActualUsage=sum(Quantity) default=real(null) on TimeGenerated from bin(ago(14d), 1h) + 1h to bin(now(), 1h) + 49h step 1h
                        | extend (Forecast, Lower, Upper, Method) = halcyon_forecast(ActualUsage, 48)
                        | render timechart""".formatted(types))));
    }

    /** Asks the queries and writes them with their answers. */
    void write(QueryClient client, ArrayNode charts) {
        for (Query query : queries) {
            QueryAnswer answer = client.query(query.text());
            ResultTable table = answer.complete();
            ObjectNode chart = charts.addObject().put("title", query.title()).put("query", query.text());
            write(table, chart);
            answer.render().ifPresent(render -> chart.set("render", render));
        }
    }

    /** Columns and rows as the wire has them. */
    static void write(ResultTable table, ObjectNode node) {
        ArrayNode columns = node.putArray("columns");
        for (ResultColumn column : table.columns()) {
            columns.addObject().put("name", column.name()).put("type", column.type());
        }
        ArrayNode rows = node.putArray("rows");
        for (List<JsonNode> row : table.rows()) {
            rows.addArray().addAll(row);
        }
    }
}
