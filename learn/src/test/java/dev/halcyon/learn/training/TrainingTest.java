package dev.halcyon.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.learn.UsageReference;
import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.model.BoostedTreesModel;
import dev.halcyon.learn.model.RidgeModel;
import dev.halcyon.learn.validation.SelectionCriterion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final Duration BUDGET = Duration.ofSeconds(5);

    @Test
    void theCriterionDecides() {
        UsageReference tweets = UsageReference.load("real_tweets_usage");
        TrainingPlan plan = TrainingPlan.DEFAULT;

        TrainingResult byAbsolute = Training.run(tweets.history(), SeriesFeatures.USAGE, plan);
        TrainingResult bySquared = Training.run(
                tweets.history(),
                SeriesFeatures.USAGE,
                new TrainingPlan(plan.candidates(), plan.split(), SelectionCriterion.ROOT_MEAN_SQUARED_ERROR));

        // On this series the two figures disagree.
        assertThat(byAbsolute.best().model()).isInstanceOf(BoostedTreesModel.class);
        assertThat(bySquared.best().model()).isInstanceOf(RidgeModel.class);
    }

    @Test
    void theResultTellsWhatWasTriedAndOnWhat() {
        UsageReference reference = UsageReference.load("synthetic_usage");
        long start = System.nanoTime();

        TrainingResult result = Training.run(reference.history(), SeriesFeatures.USAGE, TrainingPlan.DEFAULT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET);
        assertThat(result.candidates()).hasSize(2);
        assertThat(result.candidates().getFirst().validation().meanAbsoluteError())
                .hasToString("50.901 ± 11.347");
        assertThat(result.candidates().getFirst().validation().rootMeanSquaredError())
                .hasToString("77.007 ± 11.699");
        assertThat(result.candidates().getLast().validation().meanAbsoluteError())
                .hasToString("29.211 ± 4.176");
        assertThat(result.candidates().getLast().validation().rootMeanSquaredError())
                .hasToString("55.696 ± 8.581");
        assertThat(result.best().window())
                .isEqualTo(new TrainingWindow(
                        Instant.parse("2023-02-20T00:00:00Z"), Instant.parse("2023-03-12T23:00:00Z"), 3_024));
        assertThat(result.best().targetName()).isEqualTo("ActualUsage");
    }

    @Test
    void refusesTooFewRows() {
        GroupedSeries none = GroupedSeries.sorted(new long[0], List.of(), new double[0]);
        assertThatThrownBy(() -> Training.run(none, SeriesFeatures.USAGE, TrainingPlan.DEFAULT))
                .isInstanceOf(InvalidDataException.class);
        GroupedSeries few = GroupedSeries.sorted(new long[] {1, 2}, List.of("a", "a"), new double[] {1, 2});
        assertThatThrownBy(() -> Training.run(few, SeriesFeatures.USAGE, TrainingPlan.DEFAULT))
                .isInstanceOf(InvalidDataException.class);
    }
}
