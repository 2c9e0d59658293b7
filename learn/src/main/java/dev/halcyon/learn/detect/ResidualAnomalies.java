package dev.halcyon.learn.detect;

import dev.halcyon.learn.feature.GroupedSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A scored series: every row with its mark, and the fences of every group.
 *
 * @param rows in the series' order
 * @param fences by group, in the order the groups first appear
 */
public record ResidualAnomalies(List<ScoredRow> rows, Map<String, TukeyFences> fences) {
    public ResidualAnomalies {
        rows = List.copyOf(rows);
        fences = Collections.unmodifiableMap(new LinkedHashMap<>(fences));
    }

    /**
     * Draws the fences of each group over its residuals in these rows, and marks the rows.
     *
     * @param predicted one prediction a row
     * @throws IllegalArgumentException when the lengths differ
     */
    public static ResidualAnomalies of(GroupedSeries series, double[] predicted, TukeyFences.Options options) {
        if (predicted.length != series.rowCount()) {
            throw new IllegalArgumentException(
                    "%d rows, %d predictions.".formatted(series.rowCount(), predicted.length));
        }
        Map<String, List<Integer>> rowsOfGroup = IntStream.range(0, series.rowCount())
                .boxed()
                .collect(Collectors.groupingBy(series::group, LinkedHashMap::new, Collectors.toList()));
        Map<String, TukeyFences> fences = new LinkedHashMap<>();
        rowsOfGroup.forEach((group, rows) -> fences.put(
                group,
                TukeyFences.of(
                        rows.stream()
                                .mapToDouble(row -> series.value(row) - predicted[row])
                                .toArray(),
                        options)));
        List<ScoredRow> scored = new ArrayList<>();
        for (int row = 0; row < series.rowCount(); row++) {
            String group = series.group(row);
            double residual = series.value(row) - predicted[row];
            TukeyFences groupFences = fences.get(group);
            int mark = groupFences == null ? 0 : groupFences.mark(residual);
            scored.add(new ScoredRow(series.ticks(row), group, series.value(row), predicted[row], mark));
        }
        return new ResidualAnomalies(scored, fences);
    }

    /** The rows marked 1 or -1, in the series' order. */
    public List<ScoredRow> anomalies() {
        return rows.stream().filter(row -> row.anomaly() != 0).toList();
    }
}
