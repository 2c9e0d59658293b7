package dev.halcyon.server;

import dev.halcyon.kql.bind.Dialect;
import dev.halcyon.server.identity.OidcOptions;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.workspace.deletion.DeletionLimits;
import dev.halcyon.workspace.ingest.IngestionLimits;
import dev.halcyon.workspace.query.QueryLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How a server is started. Made by {@link #at} and the {@code with} methods.
 *
 * @param dataFolder made when it does not exist
 * @param host the address to listen on; only this machine by default
 * @param port of plain HTTP; 0 takes any free one, empty turns it off
 * @param https empty turns it off
 * @param demo true serves the demo workspace with its public read-only key
 * @param now pins the workspace's clock
 * @param limits of queries
 * @param externalData folders whose files queries may read with externaldata
 * @param files real paths of files by the name of the table they are: queries then see these tables alone, and nothing
 *     is stored
 * @param geoDatabase a file in the MaxMind DB format that tells where IP addresses are
 * @param providers OpenID providers whose tokens are accepted
 * @param drainTime how long stopping waits for requests under way
 * @param ingestion how much may come in within a minute
 * @param store how rows are taken and kept
 * @param dialect what of the language queries may use
 * @param deletions how much may be deleted on request within an hour
 */
public record ServerOptions(
        Path dataFolder,
        String host,
        OptionalInt port,
        Optional<HttpsOptions> https,
        boolean demo,
        Optional<Instant> now,
        QueryLimits limits,
        List<Path> externalData,
        Map<String, List<Path>> files,
        Optional<Path> geoDatabase,
        List<OidcOptions> providers,
        Duration drainTime,
        IngestionLimits ingestion,
        StoreOptions store,
        Dialect dialect,
        DeletionLimits deletions) {

    public static final String LOCAL_HOST = "127.0.0.1";

    private static final int HIGHEST_PORT = 65_535;

    public ServerOptions {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(https, "https");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(limits, "limits");
        externalData = List.copyOf(externalData);
        files = Map.copyOf(files);
        Objects.requireNonNull(geoDatabase, "geoDatabase");
        providers = List.copyOf(providers);
        Objects.requireNonNull(drainTime, "drainTime");
        Objects.requireNonNull(ingestion, "ingestion");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(deletions, "deletions");
        port.ifPresent(ServerOptions::requirePort);
        if (port.isEmpty() && https.isEmpty()) {
            throw new IllegalArgumentException("A server needs a port");
        }
    }

    static void requirePort(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("Port " + port + " is outside 0 to " + HIGHEST_PORT);
        }
    }

    /** On this machine only, plain HTTP on any free port, no HTTPS, no demo, real clock, standard limits, 10 s to drain. */
    public static ServerOptions at(Path dataFolder) {
        return new ServerOptions(
                dataFolder,
                LOCAL_HOST,
                OptionalInt.of(0),
                Optional.empty(),
                false,
                Optional.empty(),
                QueryLimits.STANDARD,
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(10),
                IngestionLimits.NONE,
                StoreOptions.STANDARD,
                Dialect.KUSTO,
                DeletionLimits.DOCUMENTED);
    }

    public ServerOptions withAddress(String newHost, int newPort) {
        return withPorts(newHost, OptionalInt.of(newPort), https);
    }

    /** Where it listens; one of the two ports at least. */
    public ServerOptions withPorts(String newHost, OptionalInt newPort, Optional<HttpsOptions> newHttps) {
        return with(draft -> {
            draft.host = newHost;
            draft.port = newPort;
            draft.https = newHttps;
        });
    }

    public ServerOptions withHttps(HttpsOptions newHttps) {
        return with(draft -> draft.https = Optional.of(newHttps));
    }

    public ServerOptions withDemo(boolean isDemo) {
        return with(draft -> draft.demo = isDemo);
    }

    public ServerOptions withNow(Optional<Instant> pinned) {
        return with(draft -> draft.now = pinned);
    }

    public ServerOptions withLimits(QueryLimits newLimits) {
        return with(draft -> draft.limits = newLimits);
    }

    public ServerOptions withExternalData(List<Path> folders) {
        return with(draft -> draft.externalData = folders);
    }

    public ServerOptions withGeoDatabase(Optional<Path> file) {
        return with(draft -> draft.geoDatabase = file);
    }

    public ServerOptions withDrainTime(Duration newDrainTime) {
        return with(draft -> draft.drainTime = newDrainTime);
    }

    public ServerOptions withFiles(Map<String, List<Path>> tables) {
        return with(draft -> draft.files = tables);
    }

    public ServerOptions withProviders(List<OidcOptions> newProviders) {
        return with(draft -> draft.providers = newProviders);
    }

    /** How much may come in within a minute. */
    public ServerOptions withIngestion(IngestionLimits newIngestion) {
        return with(draft -> draft.ingestion = newIngestion);
    }

    /** How rows are taken and kept. */
    public ServerOptions withStore(StoreOptions newStore) {
        return with(draft -> draft.store = newStore);
    }

    /** What of the language queries may use. */
    public ServerOptions withDialect(Dialect newDialect) {
        return with(draft -> draft.dialect = newDialect);
    }

    /** How much may be deleted on request within an hour. */
    public ServerOptions withDeletions(DeletionLimits newDeletions) {
        return with(draft -> draft.deletions = newDeletions);
    }

    private ServerOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while some of them change. */
    private static final class Draft {
        private final Path dataFolder;
        private String host;
        private OptionalInt port;
        private Optional<HttpsOptions> https;
        private boolean demo;
        private Optional<Instant> now;
        private QueryLimits limits;
        private List<Path> externalData;
        private Map<String, List<Path>> files;
        private Optional<Path> geoDatabase;
        private List<OidcOptions> providers;
        private Duration drainTime;
        private IngestionLimits ingestion;
        private StoreOptions store;
        private Dialect dialect;
        private DeletionLimits deletions;

        Draft(ServerOptions options) {
            dataFolder = options.dataFolder;
            host = options.host;
            port = options.port;
            https = options.https;
            demo = options.demo;
            now = options.now;
            limits = options.limits;
            externalData = options.externalData;
            files = options.files;
            geoDatabase = options.geoDatabase;
            providers = options.providers;
            drainTime = options.drainTime;
            ingestion = options.ingestion;
            store = options.store;
            dialect = options.dialect;
            deletions = options.deletions;
        }

        ServerOptions options() {
            return new ServerOptions(
                    dataFolder,
                    host,
                    port,
                    https,
                    demo,
                    now,
                    limits,
                    externalData,
                    files,
                    geoDatabase,
                    providers,
                    drainTime,
                    ingestion,
                    store,
                    dialect,
                    deletions);
        }
    }
}
