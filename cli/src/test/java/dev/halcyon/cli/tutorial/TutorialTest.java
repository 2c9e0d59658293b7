package dev.halcyon.cli.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.halcyon.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole command, with a real server, against scikit-learn's figures. */
class TutorialTest {
    private static final double DIGITS = 1e-9;
    private static final Pattern REPORT_DATA =
            Pattern.compile("<script[^>]*id=\"report-data\"[^>]*>(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("unset");

    @ParameterizedTest
    @CsvSource({"synthetic, synthetic_usage, 15", "tweets, real_tweets_usage, 11"})
    void findsTheReferencesAnomaliesAndFindsThemAgain(String series, String referenceName, int count)
            throws IOException {
        Reference reference = Reference.load(referenceName);
        Path data = folder.resolve("data");

        Cli first = Cli.run("tutorial", "--series", series, "--data", data.toString());

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        for (String model : new String[] {"ridge", "hgb"}) {
            assertThat(first.out()).contains(reference.error(model, "MAE")).contains(reference.error(model, "RMSE"));
        }
        JsonNode rows = anomalies(data);
        assertThat(rows.size()).isEqualTo(count);
        compare(rows, reference.anomalies());
        checkReport(data.resolve("report.html"), rows, reference);
        String tables = Tables.dump(data);

        Cli second = Cli.run("tutorial", "--series", series, "--data", data.toString());

        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("rows of series " + series + " were in Usage");
        assertThat(Tables.dump(data)).isEqualTo(tables);
    }

    private static JsonNode anomalies(Path data) {
        Cli answer = Cli.run("query", SendStep.QUERY, "--data", data.toString(), "--output", "json");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return JsonMapper.shared().readTree(answer.out());
    }

    private static void compare(JsonNode rows, Map<String, JsonNode> expected) {
        assertThat(rows.valueStream()
                        .map(row -> row.path("AnomalyTimeGenerated").asString() + " "
                                + row.path("DataType").asString()))
                .containsExactlyElementsOf(expected.keySet());
        for (JsonNode row : rows) {
            JsonNode figures = Objects.requireNonNull(expected.get(row.path("AnomalyTimeGenerated")
                            .asString() + " " + row.path("DataType").asString()));
            assertThat(row.path("ActualUsage").asDouble())
                    .isEqualTo(figures.path("ActualUsage").asDouble());
            assertThat(row.path("PredictedUsage").asDouble())
                    .isCloseTo(figures.path("PredictedUsage").asDouble(), offset(DIGITS));
            assertThat(row.path("Residual").asDouble())
                    .isCloseTo(figures.path("Residual").asDouble(), offset(DIGITS));
            assertThat(row.path("Anomalies").asInt())
                    .isEqualTo(figures.path("Anomalies").asInt());
        }
    }

    private static void checkReport(Path file, JsonNode rows, Reference reference) throws IOException {
        String page = Files.readString(file);
        assertThat(page).doesNotContain("@report-data@").doesNotContain("src=\"http");
        Matcher data = REPORT_DATA.matcher(page);
        assertThat(data.find()).isTrue();
        JsonNode report = JsonMapper.shared().readTree(data.group(1));
        assertThat(report.path("anomaliesTable").path("rows").size()).isEqualTo(rows.size());
        assertThat(report.path("models").get(1).path("maeMean").asDouble())
                .isCloseTo(reference.figures().path("hgb").path("mae_mean").asDouble(), offset(DIGITS));
        assertThat(report.path("charts")
                        .valueStream()
                        .map(chart -> chart.path("render").path("visualization").asString()))
                .containsExactly("anomalychart", "timechart");
        assertThat(report.path("charts").valueStream())
                .allSatisfy(chart -> assertThat(chart.path("rows").size()).isEqualTo(1));
        int marked = report.path("dataTypes")
                .valueStream()
                .mapToInt(type -> type.path("anomalies").size())
                .sum();
        assertThat(marked).isEqualTo(rows.size());
        assertThat(report.path("dataTypes").valueStream())
                .allSatisfy(type -> assertThat(type.path("times").size()).isEqualTo(28 * 24));
    }
}
