package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halcyon serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Serve a workspace over HTTP and HTTPS until it is stopped with Ctrl-C.",
        description = {
            "Answers the Logs Query API, the Logs Ingestion API and the web page over one data folder. "
                    + "GET /health answers 200 when it is ready. Ctrl-C or SIGTERM stops it after the requests under way."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon serve --demo",
            "      workspace DEMO_WORKSPACE, read-only key DEMO_KEY, page at http://127.0.0.1:8080/",
            "  halcyon serve --demo --data halcyon-data --now 2023-03-19T23:59:59Z",
            "      the tutorial's folder with its clock: ago(7d) means the last week of its data",
            "  halcyon serve --data /srv/halcyon --http-host 0.0.0.0 --http-port off --https-port 443 --tls-name logs.example.org",
            "      for other machines: HTTPS only; clients trust the file tls/ca.pem of the data folder"
        })
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final DataFolderOption data = new DataFolderOption();

    @Option(names = "--demo", description = "Serve as DEMO_WORKSPACE with the public read-only key DEMO_KEY.")
    private boolean demo;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Mixin
    private final ProviderOptions provider = new ProviderOptions();

    @Option(
            names = "--now",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Pin the workspace's clock: now() and ago() count from this time.")
    private @Nullable Instant now;

    @Option(
            names = "--external-data",
            paramLabel = "FOLDER",
            description = "Let queries read the files of this folder with externaldata; may be given several times. "
                    + "Default: no files.")
    private List<Path> externalData = List.of();

    @Option(
            names = "--geo-database",
            paramLabel = "FILE",
            description = "A city database in the MaxMind DB format, which geo_info_from_ip_address reads. "
                    + "Default: none, and the function is refused.")
    private @Nullable Path geoDatabase;

    @Mixin
    private final DialectOption dialect = new DialectOption();

    @Mixin
    private final QueryLimitOptions limits = new QueryLimitOptions();

    @Mixin
    private final IngestionLimitOptions ingestion = new IngestionLimitOptions();

    @Mixin
    private final AppendLimitOptions appends = new AppendLimitOptions();

    @Mixin
    private final DeletionLimitOptions deletions = new DeletionLimitOptions();

    @Mixin
    private final TokenIndexOptions index = new TokenIndexOptions();

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ServerLog.configure(Level.INFO);
        Path folder = data.folder();
        DataFolders.requireUsable(folder);
        Optional<Instant> pinned = Optional.ofNullable(now);
        ServerOptions options = listen.over(ServerOptions.at(folder))
                .withProviders(provider.providers())
                .withDemo(demo)
                .withNow(pinned)
                .withDialect(dialect.dialect())
                .withLimits(limits.limits())
                .withIngestion(ingestion.limits())
                .withDeletions(deletions.limits())
                .withStore(new StoreOptions(appends.appends(), index.extents()))
                .withExternalData(folders())
                .withGeoDatabase(geoDatabase());
        try (HalcyonServer server = HalcyonServer.start(options)) {
            server.keepHouse();
            Serving serving = new Serving(server);
            new ServerCard(server, folder, demo, pinned).print(terminal);
            terminal.out().println(terminal.styled(Style.DIM, "Ctrl-C stops it."));
            serving.untilStopped();
        }
        return ExitCode.SUCCESS;
    }

    private Optional<Path> geoDatabase() {
        Optional<Path> file = Optional.ofNullable(geoDatabase);
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            throw new UserException("--geo-database %s is not a file.".formatted(file.get()));
        }
        return file;
    }

    private List<Path> folders() {
        for (Path folder : externalData) {
            if (!Files.isDirectory(folder)) {
                throw new UserException("--external-data %s is not a folder.".formatted(folder));
            }
        }
        return externalData;
    }
}
