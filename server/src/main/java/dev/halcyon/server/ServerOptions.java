package dev.halcyon.server;

import dev.halcyon.server.identity.OidcOptions;
import dev.halcyon.store.StoreOptions;
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
        StoreOptions store) {

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
                StoreOptions.STANDARD);
    }

    public ServerOptions withAddress(String newHost, int newPort) {
        return withPorts(newHost, OptionalInt.of(newPort), https);
    }

    /** Where it listens; one of the two ports at least. */
    public ServerOptions withPorts(String newHost, OptionalInt newPort, Optional<HttpsOptions> newHttps) {
        return new ServerOptions(
                dataFolder,
                newHost,
                newPort,
                newHttps,
                demo,
                now,
                limits,
                externalData,
                files,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withHttps(HttpsOptions newHttps) {
        return new ServerOptions(
                dataFolder,
                host,
                port,
                Optional.of(newHttps),
                demo,
                now,
                limits,
                externalData,
                files,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withDemo(boolean isDemo) {
        return new ServerOptions(
                dataFolder,
                host,
                port,
                https,
                isDemo,
                now,
                limits,
                externalData,
                files,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withNow(Optional<Instant> pinned) {
        return new ServerOptions(
                dataFolder,
                host,
                port,
                https,
                demo,
                pinned,
                limits,
                externalData,
                files,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withLimits(QueryLimits newLimits) {
        return new ServerOptions(
                dataFolder,
                host,
                port,
                https,
                demo,
                now,
                newLimits,
                externalData,
                files,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withExternalData(List<Path> folders) {
        return new ServerOptions(
                dataFolder,
                host,
                port,
                https,
                demo,
                now,
                limits,
                folders,
                files,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withGeoDatabase(Optional<Path> file) {
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
                file,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withDrainTime(Duration newDrainTime) {
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
                newDrainTime,
                ingestion,
                store);
    }

    public ServerOptions withFiles(Map<String, List<Path>> tables) {
        return new ServerOptions(
                dataFolder,
                host,
                port,
                https,
                demo,
                now,
                limits,
                externalData,
                tables,
                geoDatabase,
                providers,
                drainTime,
                ingestion,
                store);
    }

    public ServerOptions withProviders(List<OidcOptions> newProviders) {
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
                newProviders,
                drainTime,
                ingestion,
                store);
    }

    /** How much may come in within a minute. */
    public ServerOptions withIngestion(IngestionLimits newIngestion) {
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
                newIngestion,
                store);
    }

    /** How rows are taken and kept. */
    public ServerOptions withStore(StoreOptions newStore) {
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
                newStore);
    }
}
