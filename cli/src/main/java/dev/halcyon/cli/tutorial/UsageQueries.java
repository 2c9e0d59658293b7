package dev.halcyon.cli.tutorial;

import java.util.List;

/** The tutorial's three queries over {@code Usage}. */
record UsageQueries(Query exploration, Query training, Query scoring) {

    /** A query with a heading for people. */
    record Query(String title, String text) {}

    /** The queries for the given data types. */
    static UsageQueries of(List<String> dataTypes) {
        String filter = "| where DataType in (%s)\n".formatted(Kql.strings(dataTypes));
        return new UsageQueries(
                new Query("All data types, last 7 days", text("7d", "0d", "")),
                new Query("Training: the three weeks before the last week", text("28d", "7d", filter)),
                new Query("Scoring: the last week", text("7d", "0d", filter)));
    }

    private static String text(String start, String end, String filter) {
        return """
                let starttime = %s;
                let endtime = %s;
                Usage
                | project TimeGenerated, DataType, Quantity
                | where TimeGenerated between (ago(starttime)..ago(endtime))
                %s| summarize ActualUsage=sum(Quantity) by TimeGenerated=bin(TimeGenerated, 1h), DataType""".formatted(start, end, filter);
    }

    List<Query> all() {
        return List.of(exploration, training, scoring);
    }
}
