package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.UserException;
import dev.halcyon.cli.tutorial.UsageQueries.Query;
import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Step 3: asks the three queries and makes series of their answers. */
final class QueryStep {
    private final TutorialWorkspace workspace;
    private final UsageSeries series;
    private final UsageQueries queries;
    private final Progress progress;

    QueryStep(TutorialWorkspace workspace, UsageSeries series, UsageQueries queries, Progress progress) {
        this.workspace = workspace;
        this.series = series;
        this.queries = queries;
        this.progress = progress;
    }

    /**
     * The answers.
     *
     * @param exploredRows rows of the first query
     * @param exploredTypes data types of the first query
     * @param history the three training weeks
     * @param lastWeek the week to score
     */
    record Answers(int exploredRows, int exploredTypes, GroupedSeries history, GroupedSeries lastWeek) {}

    /**
     * Asks.
     *
     * @throws UserException when a window has no rows
     */
    Answers run() {
        GroupedSeries explored = ask(queries.exploration());
        GroupedSeries history = ask(queries.training());
        GroupedSeries lastWeek = ask(queries.scoring());
        requireRows(history, "the three weeks before the last week");
        requireRows(lastWeek, "the last week");
        Set<String> types = new TreeSet<>(explored.groups());
        return new Answers(explored.rowCount(), types.size(), history, lastWeek);
    }

    private GroupedSeries ask(Query query) {
        progress.advance(Step.QUERY, query.title());
        Wire answer = new Wire(workspace.queries().query(query.text()).complete());
        int rows = answer.rowCount();
        long[] ticks = new long[rows];
        List<String> types = new ArrayList<>(rows);
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            ticks[row] = Ticks.of(answer.time(row, "TimeGenerated"));
            types.add(answer.text(row, "DataType"));
            values[row] = answer.number(row, "ActualUsage");
        }
        return GroupedSeries.sorted(ticks, types, values);
    }

    private void requireRows(GroupedSeries answer, String window) {
        if (answer.rowCount() == 0) {
            throw new UserException(
                    "Series '%s' has no row in %s: it covers %s to %s, and the tutorial needs the four weeks before its last hour."
                            .formatted(series.name(), window, series.firstTime(), series.lastTime()));
        }
    }
}
