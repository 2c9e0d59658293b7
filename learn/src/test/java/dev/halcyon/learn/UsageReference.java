package dev.halcyon.learn;

import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.feature.Ticks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A demo series with what scikit-learn 1.2.1 yields on it: three weeks of training rows, the scored week, and the
 * recorded figures.
 */
public record UsageReference(String name, GroupedSeries history, GroupedSeries lastWeek, JsonNode figures) {
    public static UsageReference load(String name) {
        JsonNode figures = readFigures(name);
        GroupedSeries all = readSeries(Path.of("..", "demo", name + ".csv"));
        long firstScored = Ticks.of(Instant.parse(
                figures.get("predictions_last_week").get(0).get("TimeGenerated").asString()));
        return new UsageReference(name, all.before(firstScored), all.from(firstScored), figures);
    }

    public Dataset dataset() {
        return SeriesFeatures.USAGE.dataset(history);
    }

    public JsonNode figure(String... path) {
        JsonNode node = figures;
        for (String step : path) {
            node = Objects.requireNonNull(node.get(step), step);
        }
        return node;
    }

    public double[] numbers(String... path) {
        return figure(path).valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Override
    public String toString() {
        return name;
    }

    private static JsonNode readFigures(String name) {
        try (InputStream stream = Objects.requireNonNull(
                UsageReference.class.getResourceAsStream("/reference/" + name + ".reference.json"))) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GroupedSeries readSeries(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            List<String[]> rows = new ArrayList<>();
            lines.stream().skip(1).forEach(line -> rows.add(line.split(",", -1)));
            return GroupedSeries.sorted(
                    rows.stream()
                            .mapToLong(row -> Ticks.of(Instant.parse(row[0])))
                            .toArray(),
                    rows.stream().map(row -> row[1]).toList(),
                    rows.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
