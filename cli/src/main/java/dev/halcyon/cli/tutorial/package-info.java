/**
 * The tutorial: four weeks of usage enter, a table of anomalies and a report leave. Everything between goes over HTTP to
 * the server in this process, the way any client's calls would.
 *
 * <p>{@link dev.halcyon.cli.tutorial.Tutorial} runs the steps in order, one class each:
 * {@link dev.halcyon.cli.tutorial.TutorialWorkspace} starts the workspace, {@link dev.halcyon.cli.tutorial.IngestStep}
 * fills {@code Usage}, {@link dev.halcyon.cli.tutorial.QueryStep} asks the tutorial's three KQL queries,
 * {@link dev.halcyon.cli.tutorial.TrainStep} validates two models and keeps the better,
 * {@link dev.halcyon.cli.tutorial.ScoreStep} saves it, loads it and marks anomalies,
 * {@link dev.halcyon.cli.tutorial.SendStep} sends them to {@code Anomalies_CL} and reads them back,
 * {@link dev.halcyon.cli.tutorial.ReportStep} writes the page. {@link dev.halcyon.cli.tutorial.Progress} hears of it.
 *
 * <p>What holds: the steps that write look first at what is there and send only what is missing, in requests that are
 * stored as a whole or not at all. So a run that was killed anywhere can be repeated and ends with the same tables.
 */
@NullMarked
package dev.halcyon.cli.tutorial;

import org.jspecify.annotations.NullMarked;
