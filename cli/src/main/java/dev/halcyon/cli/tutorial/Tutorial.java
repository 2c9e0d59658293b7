package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.tutorial.QueryStep.Answers;
import dev.halcyon.learn.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Steps 2 to 7 over a workspace that step 1 started. */
public final class Tutorial {
    private static final double BYTES_PER_KILOBYTE = 1_000;

    private final TutorialWorkspace workspace;
    private final UsageSeries series;
    private final Progress progress;

    public Tutorial(TutorialWorkspace workspace, UsageSeries series, Progress progress) {
        this.workspace = workspace;
        this.series = series;
        this.progress = progress;
    }

    /**
     * What a run leaves.
     *
     * @param anomalies as read back from the workspace
     * @param report the HTML file
     * @param model the model file
     */
    public record Outcome(ResultTable anomalies, Path report, Path model) {}

    /**
     * Runs all steps.
     *
     * @throws IOException when the model or the report cannot be written
     */
    public Outcome run() throws IOException {
        ingest();
        UsageQueries queries = UsageQueries.of(series.dataTypes());
        Answers answers = query(queries);
        TrainingResult training = train(answers);
        ScoreStep.Scored scored = score(training, answers);
        SendStep.Sent sent = send(scored);
        Path report = report(new ReportStep.Findings(queries, answers, training, scored, sent));
        return new Outcome(sent.table(), report, scored.modelFile());
    }

    private void ingest() {
        progress.begin(Step.INGEST);
        IngestStep.Ingested done = new IngestStep(workspace, series, progress).run();
        String there = "%,d rows of series %s were in Usage".formatted(done.there(), series.name());
        String sent = "%,d rows of series %s sent to Usage in %d requests, %s gzip"
                .formatted(done.sent(), series.name(), done.requests(), kilobytes(done.bytes()));
        progress.end(Step.INGEST, List.of(done.sent() == 0 ? there : done.there() == 0 ? sent : there + "; " + sent));
    }

    private Answers query(UsageQueries queries) {
        progress.begin(Step.QUERY);
        Answers answers = new QueryStep(workspace, series, queries, progress).run();
        progress.end(
                Step.QUERY,
                List.of(
                        "three KQL queries; last 7 days: %,d hourly rows of %d data types"
                                .formatted(answers.exploredRows(), answers.exploredTypes()),
                        "three weeks to learn from: %,d rows; last week to score: %,d rows"
                                .formatted(
                                        answers.history().rowCount(),
                                        answers.lastWeek().rowCount())));
        return answers;
    }

    private TrainingResult train(Answers answers) {
        progress.begin(Step.TRAIN);
        progress.advance(Step.TRAIN, "ridge regression and gradient boosting, five folds each");
        TrainingResult training = TrainStep.run(answers.history());
        progress.end(Step.TRAIN, TrainStep.figures(training, series.unit()));
        return training;
    }

    private ScoreStep.Scored score(TrainingResult training, Answers answers) throws IOException {
        progress.begin(Step.SCORE);
        ScoreStep.Scored scored = ScoreStep.run(training.best(), answers.lastWeek(), workspace.folder());
        long high = scored.week().anomalies().stream()
                .filter(row -> row.anomaly() > 0)
                .count();
        int all = scored.week().anomalies().size();
        progress.end(
                Step.SCORE,
                List.of("model saved, loaded (%s) and asked for %,d hours: %d anomalies, %d high, %d low"
                        .formatted(
                                kilobytes(scored.bytes()), scored.week().rows().size(), all, high, all - high)));
        return scored;
    }

    private SendStep.Sent send(ScoreStep.Scored scored) {
        progress.begin(Step.SEND);
        SendStep.Sent sent = new SendStep(workspace, scored.week().anomalies(), progress).run();
        String what = sent.sent() == 0
                ? "%d rows were in %s".formatted(sent.there(), AnomalyTable.NAME)
                : "%d rows sent to %s".formatted(sent.sent(), AnomalyTable.NAME)
                        + (sent.there() == 0 ? "" : ", %d were there".formatted(sent.there()));
        progress.end(
                Step.SEND,
                List.of(what
                        + "; %d read back with KQL"
                                .formatted(sent.table().rows().size())));
        return sent;
    }

    private Path report(ReportStep.Findings findings) throws IOException {
        progress.begin(Step.REPORT);
        Path file = new ReportStep(workspace, series, findings).run();
        progress.end(Step.REPORT, List.of("charts and figures in " + file));
        return file;
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f kB", bytes / BYTES_PER_KILOBYTE);
    }
}
