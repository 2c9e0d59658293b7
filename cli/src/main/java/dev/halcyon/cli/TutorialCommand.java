package dev.halcyon.cli;

import dev.halcyon.cli.client.ResultColumn;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.cli.terminal.TextTable;
import dev.halcyon.cli.tutorial.SeriesSource;
import dev.halcyon.cli.tutorial.Step;
import dev.halcyon.cli.tutorial.StepLines;
import dev.halcyon.cli.tutorial.Tutorial;
import dev.halcyon.cli.tutorial.TutorialWorkspace;
import dev.halcyon.cli.tutorial.UsageSeries;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code halcyon tutorial}. */
@Command(
        name = "tutorial",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Find anomalies in four weeks of usage: ingest, query, train, score, send back, report.",
        description = {
            "Starts a workspace in this process and goes through Azure's notebook tutorial with it, over HTTP, from rows to a "
                    + "report. Running it again uses the data that are there; an interrupted run can be repeated.",
            "",
            "The rows keep their dates, and the workspace's clock is pinned to the last second of their last hour, so that "
                    + "ago(7d) means their last week and every figure can be reproduced."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon tutorial                       the generated series, in ./halcyon-data",
            "  halcyon tutorial --series tweets --data tweets-data --serve",
            "  halcyon tutorial --series usage.csv --data my-data",
            "      a file with the columns TimeGenerated, DataType, ActualUsage; 28 days, one row an hour and type",
            "  halcyon tutorial --fresh               delete the workspace in ./halcyon-data and start over"
        })
final class TutorialCommand implements Callable<Integer> {
    private static final int EXIT_INTERRUPTED = 130;

    private final Terminal terminal;

    @Mixin
    private final DataFolderOption data = new DataFolderOption();

    @Option(
            names = "--series",
            paramLabel = "NAME|FILE",
            defaultValue = SeriesSource.SYNTHETIC,
            description =
                    "synthetic (generated usage of six tables), tweets (real: hourly mentions of six companies), or a "
                            + "CSV file. Default: ${DEFAULT-VALUE}")
    private String seriesName = SeriesSource.SYNTHETIC;

    @Option(
            names = "--shift",
            description = "Move the data so that their last hour is the present one; the clock runs.")
    private boolean shift;

    @Option(names = "--fresh", description = "Delete the workspace in the folder first.")
    private boolean fresh;

    @Option(names = "--serve", description = "Keep serving when done, until Ctrl-C.")
    private boolean serve;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    TutorialCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ServerLog.configure(Level.WARNING);
        Path folder = data.folder();
        UsageSeries series = SeriesSource.load(seriesName);
        Optional<Instant> pinned = shift ? Optional.empty() : Optional.of(series.lastSecond());
        DataFolders.requireUsable(folder);
        if (fresh) {
            DataFolders.empty(folder);
        }
        terminal.out()
                .println(terminal.styled(Style.BOLD, "Anomalies in usage, found by a model trained on logs")
                        + terminal.styled(Style.DIM, "  (halcyon tutorial --help tells more)"));
        terminal.out().println();
        StepLines progress = new StepLines(terminal);
        progress.begin(Step.WORKSPACE);
        try (TutorialWorkspace workspace = start(folder, pinned)) {
            Serving serving = new Serving(workspace.server());
            progress.end(Step.WORKSPACE, workspaceFigures(workspace));
            try {
                Tutorial.Outcome outcome =
                        new Tutorial(workspace, shift ? series.endingAt(Instant.now()) : series, progress).run();
                show(outcome, series.unit());
            } catch (RuntimeException | IOException e) {
                if (serving.isStopping()) {
                    terminal.err().println("interrupted; run the same command again to go on");
                    return EXIT_INTERRUPTED;
                }
                throw e;
            }
            next(workspace, folder, serving);
        }
        return ExitCode.SUCCESS;
    }

    private TutorialWorkspace start(Path folder, Optional<Instant> pinned) throws IOException {
        ServerOptions options = ServerOptions.at(folder).withDemo(true).withNow(pinned);
        HalcyonServer server = HalcyonServer.start(listen.overTutorial(options, serve));
        return TutorialWorkspace.over(server, folder, pinned);
    }

    private static List<String> workspaceFigures(TutorialWorkspace workspace) {
        return List.of(
                "%s at %s, data in %s"
                        .formatted(Workspace.DEMO_NAME, workspace.server().address(), workspace.folder()),
                workspace
                        .now()
                        .map(time -> "its clock is pinned at " + time + ", the end of the data")
                        .orElse("its clock is real time; the data are moved to end in the present hour"));
    }

    private void show(Tutorial.Outcome outcome, String unit) {
        ResultTable anomalies = outcome.anomalies();
        List<TextTable.Heading> headings = new ArrayList<>();
        anomalies
                .columns()
                .forEach(column ->
                        headings.add(new TextTable.Heading(column.name(), column.isNumeric(), !column.isText())));
        TextTable table = new TextTable(terminal, headings);
        for (List<JsonNode> row : anomalies.rows()) {
            List<String> cells = new ArrayList<>();
            for (int index = 0; index < row.size(); index++) {
                cells.add(cell(row.get(index), anomalies.columns().get(index)));
            }
            table.add(cells);
        }
        terminal.out().println();
        terminal.out()
                .println(
                        terminal.styled(Style.BOLD, "Anomalies_CL") + terminal.styled(Style.DIM, "  usage in " + unit));
        terminal.out().println();
        table.lines(terminal.tableWidth() - 2).forEach(line -> terminal.out().println("  " + line));
        terminal.out().println();
    }

    /** The errors above are told to three digits, so these are too; the table itself holds all of them. */
    private static String cell(JsonNode value, ResultColumn column) {
        if (column.type().equals("real") && value.isNumber()) {
            return String.format(Locale.ROOT, "%,.3f", value.asDouble());
        }
        return column.name().equals("Anomalies") && value.asInt() > 0 ? "+" + value.asInt() : value.asString();
    }

    private void next(TutorialWorkspace workspace, Path folder, Serving serving) throws InterruptedException {
        if (serve) {
            new ServerCard(workspace.server(), folder, true, workspace.now()).print(terminal);
            terminal.out().println(terminal.styled(Style.DIM, "Ctrl-C stops it."));
            serving.untilStopped();
            return;
        }
        String where =
                folder.equals(Path.of(DataFolders.USUAL).toAbsolutePath()) ? "" : " --data " + ShellWord.of(folder);
        String clock = workspace.now().map(time -> " --now " + time).orElse("");
        String command = System.getProperty("halcyon.command", "halcyon") + " serve --demo" + where + clock;
        terminal.out().println("Look at the data in the browser:  " + terminal.styled(Style.ACCENT, command));
    }
}
