package dev.halcyon.cli.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.cli.Cli;
import java.nio.file.Path;

/** The tables of a data folder as text. */
final class Tables {
    private Tables() {}

    static String dump(Path data) {
        return csv(data, "Usage | project TimeGenerated, DataType, Quantity | sort by TimeGenerated asc, DataType asc")
                + csv(
                        data,
                        "Anomalies_CL | project TimeGenerated, AnomalyTimeGenerated, DataType, ActualUsage, PredictedUsage, Anomalies"
                                + " | sort by AnomalyTimeGenerated asc, DataType asc");
    }

    private static String csv(Path data, String query) {
        Cli answer = Cli.run("query", query, "--data", data.toString(), "--output", "csv");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return answer.out();
    }
}
