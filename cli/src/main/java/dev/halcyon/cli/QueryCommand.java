package dev.halcyon.cli;

import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.QueryClient;
import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.cli.output.AnswerWriter;
import dev.halcyon.cli.output.QueryErrorText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halcyon query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Ask a KQL question and print the answer.",
        description = {
            "Asks a running server (--url), opens a data folder that no server holds (--data), or reads files as "
                    + "tables (--file). A refused query is "
                    + "shown with a caret under the place."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon query 'Usage | summarize sum(Quantity) by DataType' --url http://127.0.0.1:8080",
            "  halcyon query 'Usage | where TimeGenerated > ago(1d)' --data halcyon-data --now 2023-03-19T23:59:59Z",
            "  halcyon query --file logs.parquet 'logs | summarize count() by level'",
            "  halcyon query --file old=a.csv.gz --file new=b.jsonl 'union old, new | count'",
            "  halcyon query -q hunt.kql --url http://127.0.0.1:8080 --timespan P7D --output csv > hunt.csv",
            "  echo 'print now()' | halcyon query - --data halcyon-data --output json",
            "",
            "JSON output is an array with one object a row; an answer of several tables is an array of {name, rows}.",
            "Exit codes: 0 success; 1 the server failed or the answer is incomplete; 2 the query or an option is wrong."
        })
final class QueryCommand implements Callable<Integer> {
    private static final int USUAL_ROWS = 100;

    private final Terminal terminal;

    @Mixin
    private final QuerySource source = new QuerySource();

    @Mixin
    private final QueryTarget target = new QueryTarget();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Most rows of a table shown; 0 shows all. Default: 100 on a terminal, else all")
    private @Nullable Integer rows;

    @Option(
            names = "--timespan",
            paramLabel = "SPAN",
            description = "Only rows of this ISO-8601 time span: P7D, PT4H, or START/END.")
    private @Nullable String timespan;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "With --data or --file: pin the clock that now() and ago() count from.")
    private @Nullable Instant now;

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String query = source.query();
        Map<String, List<Path>> files = target.files();
        Optional<Path> folder = target.folder();
        try {
            if (!files.isEmpty()) {
                return askFiles(query, files);
            }
            return folder.isPresent() ? ask(query, ServerOptions.at(folder.get())) : askServer(query);
        } catch (ServiceException e) {
            QueryErrorText.lines(e, query, terminal).forEach(terminal.err()::println);
            return e.isServerFault() ? ExitCode.FAULT : ExitCode.USER;
        }
    }

    private int askServer(String query) throws IOException {
        if (now != null) {
            throw new UserException(
                    "--now works with --data and --file only: a running server has its own clock (halcyon serve --now).");
        }
        return target.open(QueryClient::new, client -> answer(client, query));
    }

    private int askFiles(String query, Map<String, List<Path>> files) throws IOException {
        Path folder = Files.createTempDirectory("halcyon-query");
        try {
            return ask(query, ServerOptions.at(folder).withFiles(files));
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private int ask(String query, ServerOptions place) throws IOException {
        return Target.serve(place.withNow(Optional.ofNullable(now)), QueryClient::new, client -> answer(client, query));
    }

    private int answer(QueryClient client, String query) {
        QueryAnswer answer = client.query(query, Optional.ofNullable(timespan));
        new AnswerWriter(terminal, mostRows()).write(answer, output.format());
        for (String warning : answer.warnings()) {
            terminal.err().println(terminal.styled(Style.WARNING, "warning") + ": " + Failures.oneLine(warning));
        }
        answer.failure()
                .ifPresent(cut -> terminal.err()
                        .println(terminal.styled(Style.WARNING, "incomplete") + ": "
                                + Failures.oneLine(cut.getMessage())));
        return answer.failure().isPresent() ? ExitCode.FAULT : ExitCode.SUCCESS;
    }

    private int mostRows() {
        if (rows == null) {
            return terminal.interactive() ? USUAL_ROWS : Integer.MAX_VALUE;
        }
        if (rows < 0) {
            throw new UserException("--rows %d is negative; 0 shows all rows.".formatted(rows));
        }
        return rows == 0 ? Integer.MAX_VALUE : rows;
    }
}
