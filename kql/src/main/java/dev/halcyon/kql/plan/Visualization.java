package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code render} asks for (R130).
 *
 * @param kind the chart, such as {@code timechart}
 * @param properties the {@code with} properties by their KQL name, such as {@code title}, values as text
 */
public record Visualization(String kind, Map<String, String> properties) {

    /** The names that {@code with} takes. */
    public static final List<String> PROPERTIES = List.of(
            "accumulate",
            "anomalycolumns",
            "kind",
            "legend",
            "series",
            "title",
            "xaxis",
            "xcolumn",
            "xtitle",
            "yaxis",
            "ycolumns",
            "ymin",
            "ymax",
            "ysplit",
            "ytitle",
            "xmin",
            "xmax");

    public Visualization {
        Objects.requireNonNull(kind, "kind");
        properties = Map.copyOf(properties);
    }
}
