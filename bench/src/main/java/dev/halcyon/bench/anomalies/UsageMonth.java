package dev.halcyon.bench.anomalies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The generated month of hourly usage with its labelled last week. A row that is missing counts as 0, as
 * {@code make-series} has it.
 *
 * @param values the series by data type
 * @param labels the event that an anomalous hour belongs to
 */
record UsageMonth(Map<String, double[]> values, Map<String, @Nullable String[]> labels) {

    static final int WEEK = 7 * 24;
    private static final Instant START = Instant.parse("2023-02-20T00:00:00Z");
    private static final int HOURS = 4 * WEEK;

    static UsageMonth read(Path folder) throws IOException {
        Map<String, double[]> values = new LinkedHashMap<>();
        Map<String, @Nullable String[]> labels = new LinkedHashMap<>();
        for (List<String> row : rows(folder.resolve("synthetic_usage.csv"))) {
            values.computeIfAbsent(row.get(1), name -> new double[HOURS])[hour(row.get(0))] =
                    Double.parseDouble(row.get(2));
            labels.computeIfAbsent(row.get(1), name -> new @Nullable String[HOURS]);
        }
        for (List<String> row : rows(folder.resolve("synthetic_labels.csv"))) {
            labels.computeIfAbsent(row.get(1), name -> new @Nullable String[HOURS])[hour(row.get(0))] = row.get(4);
        }
        return new UsageMonth(values, labels);
    }

    private static int hour(String time) {
        return (int) Duration.between(START, Instant.parse(time)).toHours();
    }

    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            rows.add(List.of(line.split(",", -1)));
        }
        return rows;
    }

    /** How flags agree with the labels of the last week. */
    Agreement lastWeek(Map<String, int[]> flags) {
        int hits = 0;
        int flagged = 0;
        int labelled = 0;
        Set<String> found = new HashSet<>();
        Set<String> events = new HashSet<>();
        for (Map.Entry<String, int[]> entry : flags.entrySet()) {
            @Nullable String[] truth = labels.getOrDefault(entry.getKey(), new @Nullable String[HOURS]);
            for (int hour = HOURS - WEEK; hour < HOURS; hour++) {
                boolean flag = entry.getValue()[hour] != 0;
                String event = truth[hour];
                flagged += flag ? 1 : 0;
                if (event != null) {
                    labelled++;
                    events.add(event);
                    if (flag) {
                        hits++;
                        found.add(event);
                    }
                }
            }
        }
        return new Agreement(hits, flagged, labelled, found.size(), events.size());
    }

    /** Hours that are flagged, labelled, and both; events with a flag, and all. */
    record Agreement(int hits, int flagged, int labelled, int found, int events) {
        double recall() {
            return (double) hits / labelled;
        }

        double precision() {
            return flagged == 0 ? 1 : (double) hits / flagged;
        }
    }
}
