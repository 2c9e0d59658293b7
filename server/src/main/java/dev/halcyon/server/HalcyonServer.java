package dev.halcyon.server;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.server.ServerStartException.Reason;
import dev.halcyon.server.azure.ingest.DataCollectorRoutes;
import dev.halcyon.server.azure.ingest.IngestRoutes;
import dev.halcyon.server.azure.manage.ActivityRoutes;
import dev.halcyon.server.azure.manage.AssociationRoutes;
import dev.halcyon.server.azure.manage.DeletionRoutes;
import dev.halcyon.server.azure.manage.DiagnosticSettingRoutes;
import dev.halcyon.server.azure.manage.DirectoryRoutes;
import dev.halcyon.server.azure.manage.EndpointRoutes;
import dev.halcyon.server.azure.manage.GenericResourceRoutes;
import dev.halcyon.server.azure.manage.ImportRoutes;
import dev.halcyon.server.azure.manage.ProviderRoutes;
import dev.halcyon.server.azure.manage.RoleRoutes;
import dev.halcyon.server.azure.manage.RuleRoutes;
import dev.halcyon.server.azure.manage.SampleRoutes;
import dev.halcyon.server.azure.manage.SavedSearchRoutes;
import dev.halcyon.server.azure.manage.TableRoutes;
import dev.halcyon.server.azure.manage.WorkspaceRoutes;
import dev.halcyon.server.azure.query.QueryRoutes;
import dev.halcyon.server.extension.ApplicationRoutes;
import dev.halcyon.server.extension.ExplainRoutes;
import dev.halcyon.server.extension.ExternalTableRoutes;
import dev.halcyon.server.extension.RunningQueryRoutes;
import dev.halcyon.server.extension.TransferRoutes;
import dev.halcyon.server.http.Authenticator;
import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.Router;
import dev.halcyon.server.identity.IdentityService;
import dev.halcyon.server.metrics.MetricsRoutes;
import dev.halcyon.server.metrics.ServerMetrics;
import dev.halcyon.server.page.PageRoutes;
import dev.halcyon.server.tls.ServingCertificate;
import dev.halcyon.server.tls.TlsFolder;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server over one data folder. */
public final class HalcyonServer implements AutoCloseable {

    private static final Duration KEEPING_INTERVAL = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(HalcyonServer.class);

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final Engine engine;
    private final Workspace workspace;
    private final Router router;
    private final List<WebListener> listeners;
    private final ServerOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HalcyonServer(
            Engine engine, Workspace workspace, Router router, List<WebListener> listeners, ServerOptions options) {
        this.engine = engine;
        this.workspace = workspace;
        this.router = router;
        this.listeners = List.copyOf(listeners);
        this.options = options;
    }

    /** Says that a server is about to start in this process: part of the work begins on another processor. */
    public static void readyAhead() {
        ReadyAhead.begin();
    }

    /**
     * Opens the data folder and listens.
     *
     * @throws ServerStartException when the folder or the port cannot be used
     */
    public static HalcyonServer start(ServerOptions options) {
        CarrierThreads.provide();
        Engine engine;
        try {
            engine = open(options);
        } catch (EngineException e) {
            throw new ServerStartException(Reason.DATA_FOLDER, String.valueOf(e.getMessage()), e);
        }
        return start(options, engine);
    }

    private static Engine open(ServerOptions options) {
        DuckDbOptions engine =
                DuckDbOptions.STANDARD.withReadableFolders(realFolders(options)).withLocations(options.geoDatabase());
        if (options.files().isEmpty()) {
            return DuckDbEngine.open(options.dataFolder(), engine);
        }
        List<Path> files =
                options.files().values().stream().flatMap(List::stream).toList();
        return DuckDbEngine.inMemory(engine.withReadableFiles(files));
    }

    /** Starts over an engine, which belongs to the server from now on and is closed with it, also when this throws. */
    static HalcyonServer start(ServerOptions options, Engine engine) {
        CarrierThreads.provide();
        boolean started = false;
        try {
            Workspace workspace = openWorkspace(options, engine);
            workspace.store().startKeeping(KEEPING_INTERVAL);
            Optional<ServingCertificate> certificate = certificate(options);
            IdentityService identity = identity(options, workspace, certificate);
            ServerMetrics metrics = new ServerMetrics(workspace, options.dataFolder());
            List<Route> routes = new ArrayList<>(routes(workspace, identity, metrics));
            routes.addAll(new MetricsRoutes(metrics, workspace).routes());
            Authenticator authenticator =
                    new Authenticator(workspace.access(), identity.tokens(), workspace::isLocalAuthDisabled);
            Router router = new Router(routes, authenticator, metrics);
            List<WebListener> listeners = listen(options, certificate, router);
            HalcyonServer server = new HalcyonServer(engine, workspace, router, listeners, options);
            LOG.atInfo()
                    .addKeyValue("address", server.address())
                    .addKeyValue("https", server.secureAddress().orElse("off"))
                    .addKeyValue("demo", options.demo())
                    .addKeyValue("now", options.now().map(Object::toString).orElse("real"))
                    .log("Server ready");
            started = true;
            return server;
        } finally {
            if (!started) {
                engine.close();
            }
        }
    }

    private static List<Path> realFolders(ServerOptions options) {
        List<Path> folders = new ArrayList<>();
        for (Path folder : options.externalData()) {
            try {
                folders.add(folder.toRealPath());
            } catch (IOException e) {
                throw new ServerStartException(
                        Reason.DATA_FOLDER, "The folder '%s' of external data cannot be read".formatted(folder), e);
            }
        }
        return folders;
    }

    private static Workspace openWorkspace(ServerOptions options, Engine engine) {
        WorkspaceClock clock = options.now().map(WorkspaceClock::pinnedAt).orElseGet(WorkspaceClock::real);
        try {
            return Workspace.open(
                    engine,
                    new WorkspaceOptions(
                                    options.dataFolder(),
                                    options.demo(),
                                    clock,
                                    options.limits(),
                                    options.externalData(),
                                    options.files())
                            .withDialect(options.dialect())
                            .withIngestion(options.ingestion())
                            .withDeletions(options.deletions())
                            .withStore(options.store()));
        } catch (IOException | EngineException e) {
            throw new ServerStartException(Reason.DATA_FOLDER, String.valueOf(e.getMessage()), e);
        }
    }

    private static IdentityService identity(
            ServerOptions options, Workspace workspace, Optional<ServingCertificate> certificate) {
        Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1", options.host()));
        certificate.ifPresent(known -> names.addAll(known.names()));
        try {
            return new IdentityService(
                    workspace.access(),
                    options.dataFolder(),
                    names,
                    KeyFile.identityHeader(options.dataFolder()),
                    options.providers(),
                    InstantSource.system());
        } catch (IOException e) {
            throw new ServerStartException(Reason.DATA_FOLDER, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Route> routes(Workspace workspace, IdentityService identity, ServerMetrics metrics) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthRoutes(version()).routes());
        routes.addAll(new QueryRoutes(workspace).routes());
        routes.addAll(new ExplainRoutes(workspace).routes());
        routes.addAll(new TransferRoutes(workspace).routes());
        routes.addAll(new RunningQueryRoutes(workspace).routes());
        routes.addAll(new ExternalTableRoutes(workspace).routes());
        routes.addAll(new IngestRoutes(workspace, metrics::uploaded).routes());
        routes.addAll(new DataCollectorRoutes(workspace).routes());
        ActivityRoutes activity = new ActivityRoutes(workspace);
        routes.addAll(activity.recording(new WorkspaceRoutes(workspace).routes()));
        routes.addAll(activity.routes());
        routes.addAll(identity.routes());
        routes.addAll(activity.recording(new RoleRoutes(workspace).routes()));
        routes.addAll(new ApplicationRoutes(workspace).routes());
        routes.addAll(activity.recording(new RuleRoutes(workspace).routes()));
        routes.addAll(activity.recording(new EndpointRoutes(workspace).routes()));
        routes.addAll(activity.recording(new AssociationRoutes(workspace).routes()));
        routes.addAll(new DirectoryRoutes(workspace).routes());
        routes.addAll(new ProviderRoutes(workspace).routes());
        routes.addAll(activity.recording(new DiagnosticSettingRoutes(workspace).routes()));
        routes.addAll(new ImportRoutes(workspace).routes());
        routes.addAll(activity.recording(new SampleRoutes(workspace).routes()));
        routes.addAll(activity.recording(new TableRoutes(workspace).routes()));
        routes.addAll(activity.recording(new DeletionRoutes(workspace).routes()));
        routes.addAll(activity.recording(new SavedSearchRoutes(workspace).routes()));
        routes.addAll(activity.recording(new GenericResourceRoutes(workspace).routes()));
        routes.addAll(new PageRoutes(workspace, version()).routes());
        return routes;
    }

    /** The ports that are asked for, plain HTTP first. */
    private static List<WebListener> listen(
            ServerOptions options, Optional<ServingCertificate> certificate, Router router) {
        List<WebListener> listeners = new ArrayList<>();
        boolean complete = false;
        try {
            if (options.port().isPresent()) {
                listeners.add(WebListener.open(options.host(), options.port().getAsInt(), Optional.empty(), router));
            }
            if (certificate.isPresent()) {
                listeners.add(listenSecurely(options, certificate.get(), router));
            }
            complete = true;
            return listeners;
        } finally {
            if (!complete) {
                listeners.forEach(WebListener::close);
            }
        }
    }

    private static WebListener listenSecurely(ServerOptions options, ServingCertificate certificate, Router router) {
        HttpsOptions https = options.https().orElseThrow();
        try {
            Optional<SSLContext> context = Optional.of(certificate.context());
            try {
                return WebListener.open(options.host(), https.port(), context, router);
            } catch (ServerStartException e) {
                if (!https.yields()) {
                    throw e;
                }
                return WebListener.open(options.host(), 0, context, router);
            }
        } catch (GeneralSecurityException e) {
            throw new ServerStartException(Reason.CERTIFICATE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<ServingCertificate> certificate(ServerOptions options) {
        if (options.https().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TlsFolder.open(
                    options.dataFolder(), options.https().get().tls(), options.host(), InstantSource.system()));
        } catch (IOException e) {
            throw new ServerStartException(Reason.CERTIFICATE, String.valueOf(e.getMessage()), e);
        }
    }

    /** The release, {@code development} when it runs out of a source tree. */
    public static String version() {
        String version = HalcyonServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The port of {@link #address}. */
    public int port() {
        return listeners.getFirst().port();
    }

    /** The base address, such as {@code http://127.0.0.1:8080}; of HTTPS when there is no plain HTTP. */
    public String address() {
        return listeners.getFirst().address();
    }

    /** The base address of HTTPS, such as {@code https://127.0.0.1:8443}; empty when it is turned off. */
    public Optional<String> secureAddress() {
        return options.https().map(https -> listeners.getLast().address());
    }

    /** The workspace that it serves. */
    Workspace workspace() {
        return workspace;
    }

    /** The workspace's ARM id, as management requests need it. */
    public String workspaceResourceId() {
        return workspace.resourceId();
    }

    /** The id in the query API's path: {@code DEMO_WORKSPACE} or the customer id. */
    public String workspaceId() {
        return workspace.isDemo()
                ? Workspace.DEMO_NAME
                : workspace.store().identity().customerId().toString();
    }

    /**
     * The owner's key out of the data folder's {@code keys.json}: it may query, ingest and manage.
     *
     * @throws IOException when the file cannot be read
     */
    public String ownerKey() throws IOException {
        return KeyFile.ownerSecret(options.dataFolder());
    }

    /** The directory that applications of the workspace belong to. */
    public String tenantId() {
        return workspace.access().tenantId();
    }

    /**
     * What programs send to the managed identity endpoint {@code /msi/token}.
     *
     * @throws IOException when the key file cannot be read
     */
    public String identityHeader() throws IOException {
        return KeyFile.identityHeader(options.dataFolder());
    }

    /** Accounts for usage and writes heartbeats from now on. */
    public void keepHouse() {
        workspace.selfReport().start(version());
    }

    /** Queries under way, as an operator would ask. */
    public int runningQueries() {
        return workspace.queries().runningQueries();
    }

    /** Queries that wait for a place. */
    public int queuedQueries() {
        return workspace.queries().queuedQueries();
    }

    /** Refuses new requests, lets those under way finish, cancels what takes too long, closes the data. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOG.info("Server stopping");
        boolean drained = router.drain(options.drainTime());
        workspace.close();
        if (!drained) {
            router.drain(AFTER_CANCEL);
        }
        listeners.forEach(WebListener::close);
        engine.close();
        LOG.info("Server stopped");
    }
}
