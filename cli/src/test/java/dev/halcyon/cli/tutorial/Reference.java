package dev.halcyon.cli.tutorial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scikit-learn 1.2.1 yields on a demo series. */
record Reference(JsonNode figures) {

    static Reference load(String name) {
        try (InputStream stream =
                Objects.requireNonNull(Reference.class.getResourceAsStream("/" + name + ".figures.json"))) {
            return new Reference(JsonMapper.shared().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the tutorial prints it, such as {@code MAE 50.901 ± 11.347}. */
    String error(String model, String figure) {
        JsonNode node = figures.path(model);
        String key = figure.toLowerCase(Locale.ROOT);
        return String.format(
                Locale.ROOT,
                "%s %.3f ± %.3f",
                figure,
                node.path(key + "_mean").asDouble(),
                node.path(key + "_std").asDouble());
    }

    Map<String, JsonNode> anomalies() {
        Map<String, JsonNode> rows = new TreeMap<>();
        figures.path("anomalies")
                .forEach(row -> rows.put(
                        row.path("TimeGenerated").asString() + " "
                                + row.path("DataType").asString(),
                        row));
        return rows;
    }
}
