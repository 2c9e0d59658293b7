/**
 * Learning from rows: features, models, validation, anomaly marks, model files. Pure Java on primitive arrays; no engine,
 * no clock, no I/O except for model files. The packages in the order data travel:
 *
 * <ol>
 *   <li>{@code feature}: rows of (time, group, value) become a matrix and a target;
 *   <li>{@code model}: what a fitted model is and how it predicts;
 *   <li>{@code linear}, {@code boosting}: fitting;
 *   <li>{@code validation}: folds, errors, selection;
 *   <li>{@code detect}: residuals become marks;
 *   <li>{@code training}: the steps above in one call;
 *   <li>{@code file}: a trained model on disk.
 * </ol>
 *
 * <p>The whole road:
 *
 * <pre>{@code
 * GroupedSeries history = GroupedSeries.sorted(ticks, dataTypes, usage);
 * TrainingResult result = Training.run(history, SeriesFeatures.USAGE, TrainingPlan.DEFAULT);
 * ModelFiles.write(path, result.best());
 * TrainedModel model = ModelFiles.read(path);
 * double[] predicted = model.predict(SeriesFeatures.USAGE.matrix(lastWeek));
 * List<ScoredRow> anomalies =
 *         ResidualAnomalies.of(lastWeek, predicted, TukeyFences.Options.DEFAULT).anomalies();
 * }</pre>
 */
@NullMarked
package dev.halcyon.learn;

import org.jspecify.annotations.NullMarked;
