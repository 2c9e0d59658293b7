package dev.halcyon.server.azure.query;

import dev.halcyon.kql.plan.Visualization;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code render} member: every property under its wire name, null when the query does not set it. */
final class RenderWriter {

    private static final String[] TEXTS = {
        "title",
        "xColumn",
        "series",
        "yColumns",
        "anomalyColumns",
        "xTitle",
        "yTitle",
        "xAxis",
        "yAxis",
        "legend",
        "ySplit",
        "kind",
    };

    private RenderWriter() {}

    static void write(Visualization visualization, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("visualization", visualization.kind());
        Map<String, String> properties = visualization.properties();
        for (String name : TEXTS) {
            String value = properties.get(name.toLowerCase(Locale.ROOT));
            if (value == null) {
                json.writeNullProperty(name);
            } else {
                json.writeStringProperty(name, value);
            }
        }
        for (String name : new String[] {"ymin", "ymax"}) {
            limit(name, properties.get(name), json);
        }
        json.writeBooleanProperty("accumulate", "true".equals(properties.get("accumulate")));
        json.writeBooleanProperty("isQuerySorted", false);
        json.writeStringProperty("annotation", "");
        json.writeNullProperty("by");
        json.writeEndObject();
    }

    private static void limit(String name, @Nullable String value, JsonGenerator json) {
        try {
            if (value != null) {
                json.writeNumberProperty(name, Double.parseDouble(value));
                return;
            }
        } catch (NumberFormatException e) {
            json.writeStringProperty(name, value);
            return;
        }
        json.writeNullProperty(name);
    }
}
