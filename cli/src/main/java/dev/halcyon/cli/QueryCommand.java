package dev.halcyon.cli;

import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.QueryClient;
import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.cli.output.AnswerWriter;
import dev.halcyon.cli.output.OutputFormat;
import dev.halcyon.cli.output.QueryErrorText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halcyon query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Ask a KQL question and print the answer.",
        description = {
            "Asks a running server (--url) or opens a data folder that no server holds (--data). A refused query is "
                    + "shown with a caret under the place."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon query 'Usage | summarize sum(Quantity) by DataType' --url http://127.0.0.1:8080",
            "  halcyon query 'Usage | where TimeGenerated > ago(1d)' --data halcyon-data --now 2023-03-19T23:59:59Z",
            "  halcyon query -f hunt.kql --url http://127.0.0.1:8080 --timespan P7D --output csv > hunt.csv",
            "  echo 'print now()' | halcyon query - --data halcyon-data --output json",
            "",
            "JSON output is an array with one object a row; an answer of several tables is an array of {name, rows}.",
            "Exit codes: 0 success; 1 the server failed or the answer is incomplete; 2 the query or an option is wrong."
        })
final class QueryCommand implements Callable<Integer> {
    private static final int USUAL_ROWS = 100;

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "KQL", description = "The query; - reads it from standard input.")
    private @Nullable String text;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the query from a file.")
    private @Nullable Path file;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Key for --url. Default: the variable HALCYON_KEY, else DEMO_KEY")
    private @Nullable String key;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            defaultValue = Workspace.DEMO_NAME,
            description = "Workspace for --url. Default: ${DEFAULT-VALUE}")
    private String workspace = Workspace.DEMO_NAME;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv. Default: ${DEFAULT-VALUE}")
    private OutputFormat output = OutputFormat.TABLE;

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
            description = "With --data: pin the clock that now() and ago() count from.")
    private @Nullable Instant now;

    /** Exactly one of the two. */
    static final class Target {
        @Option(names = "--url", paramLabel = "URL", description = "Address of a running server.")
        private @Nullable String url;

        @Option(names = "--data", paramLabel = "DIR", description = "A data folder that no server holds.")
        private @Nullable Path data;
    }

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String query = queryText();
        try {
            return target.data == null ? askServer(query) : askFolder(query, target.data);
        } catch (ServiceException e) {
            QueryErrorText.lines(e, query, terminal).forEach(terminal.err()::println);
            return e.isServerFault() ? ExitCode.FAULT : ExitCode.USER;
        }
    }

    private String queryText() throws IOException {
        if ((text == null) == (file == null)) {
            throw new UserException("Give the query either as an argument or with --file; - reads standard input.");
        }
        String query = file != null
                ? Files.readString(file)
                : "-".equals(text)
                        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : String.valueOf(text);
        if (query.isBlank()) {
            throw new UserException("The query is empty.");
        }
        return query;
    }

    private int askServer(String query) {
        if (now != null) {
            throw new UserException(
                    "--now works with --data only: a running server has its own clock (halcyon serve --now).");
        }
        String secret = key != null ? key : System.getenv().getOrDefault("HALCYON_KEY", Workspace.DEMO_KEY);
        try (QueryClient client = new QueryClient(address(), workspace, secret)) {
            return answer(client, query);
        }
    }

    private URI address() {
        String url = String.valueOf(target.url);
        try {
            URI address = new URI(url);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(url, e);
        }
        throw notAnAddress(url, null);
    }

    private static UserException notAnAddress(String url, @Nullable Throwable cause) {
        return new UserException("--url %s is not an address such as http://127.0.0.1:8080.".formatted(url), cause);
    }

    private int askFolder(String query, Path folder) throws IOException {
        if (key != null) {
            throw new UserException("--key works with --url only: who can read the folder needs no key.");
        }
        ServerLog.configure(Level.WARNING);
        Path absolute = folder.toAbsolutePath().normalize();
        DataFolders.requireExisting(absolute);
        ServerOptions options = ServerOptions.at(absolute).withNow(Optional.ofNullable(now));
        try (HalcyonServer server = HalcyonServer.start(options);
                QueryClient client =
                        new QueryClient(URI.create(server.address()), server.workspaceId(), server.ownerKey())) {
            return answer(client, query);
        }
    }

    private int answer(QueryClient client, String query) {
        QueryAnswer answer = client.query(query, Optional.ofNullable(timespan));
        new AnswerWriter(terminal, mostRows()).write(answer, output);
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
