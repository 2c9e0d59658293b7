package dev.halcyon.cli.tutorial;

import dev.halcyon.learn.detect.ResidualAnomalies;
import dev.halcyon.learn.detect.TukeyFences;
import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.file.ModelFiles;
import dev.halcyon.learn.training.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Step 5: writes the model to a file, reads it back, predicts the last week with it and marks the anomalies. */
final class ScoreStep {
    private static final String FOLDER = "models";
    private static final String FILE = "usage.model.json";

    private ScoreStep() {}

    /**
     * The scored week.
     *
     * @param bytes size of the model file
     */
    record Scored(ResidualAnomalies week, Path modelFile, long bytes) {}

    static Scored run(TrainedModel model, GroupedSeries lastWeek, Path dataFolder) throws IOException {
        Path file = Files.createDirectories(dataFolder.resolve(FOLDER)).resolve(FILE);
        ModelFiles.write(file, model);
        TrainedModel loaded = ModelFiles.read(file);
        double[] predicted = loaded.predict(SeriesFeatures.USAGE.matrix(lastWeek));
        ResidualAnomalies week = ResidualAnomalies.of(lastWeek, predicted, TukeyFences.Options.DEFAULT);
        return new Scored(week, file, Files.size(file));
    }
}
