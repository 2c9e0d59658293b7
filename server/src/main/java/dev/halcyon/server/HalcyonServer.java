package dev.halcyon.server;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.server.ServerStartException.Reason;
import dev.halcyon.server.azure.ingest.IngestRoutes;
import dev.halcyon.server.azure.manage.RuleRoutes;
import dev.halcyon.server.azure.manage.SavedSearchRoutes;
import dev.halcyon.server.azure.manage.TableRoutes;
import dev.halcyon.server.azure.query.QueryRoutes;
import dev.halcyon.server.extension.ExplainRoutes;
import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.Router;
import dev.halcyon.server.http.TransportErrors;
import dev.halcyon.server.http.UntouchedEncodings;
import dev.halcyon.server.page.PageRoutes;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.KeyFile;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server over one data folder. */
public final class HalcyonServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HalcyonServer.class);

    /** Queries in the address need room (query.md section 1). */
    private static final int LONGEST_REQUEST_LINE = 128 * 1024;

    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final int MOST_CONNECTIONS = 1024;
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final Engine engine;
    private final Workspace workspace;
    private final Router router;
    private final WebServer web;
    private final ServerOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HalcyonServer(Engine engine, Workspace workspace, Router router, WebServer web, ServerOptions options) {
        this.engine = engine;
        this.workspace = workspace;
        this.router = router;
        this.web = web;
        this.options = options;
    }

    /**
     * Opens the data folder and listens.
     *
     * @throws ServerStartException when the folder or the port cannot be used
     */
    public static HalcyonServer start(ServerOptions options) {
        Engine engine;
        try {
            engine = DuckDbEngine.open(
                    options.dataFolder(),
                    DuckDbOptions.STANDARD
                            .withReadableFolders(realFolders(options))
                            .withLocations(options.geoDatabase()));
        } catch (EngineException e) {
            throw new ServerStartException(Reason.DATA_FOLDER, String.valueOf(e.getMessage()), e);
        }
        return start(options, engine);
    }

    /** Starts over an engine, which belongs to the server from now on and is closed with it, also when this throws. */
    static HalcyonServer start(ServerOptions options, Engine engine) {
        boolean started = false;
        try {
            Workspace workspace = openWorkspace(options, engine);
            Router router = new Router(routes(workspace));
            WebServer web = listen(options, router);
            HalcyonServer server = new HalcyonServer(engine, workspace, router, web, options);
            LOG.atInfo()
                    .addKeyValue("address", server.address())
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
                            options.dataFolder(), options.demo(), clock, options.limits(), options.externalData()));
        } catch (IOException | EngineException e) {
            throw new ServerStartException(Reason.DATA_FOLDER, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Route> routes(Workspace workspace) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthRoutes(version()).routes());
        routes.addAll(new QueryRoutes(workspace).routes());
        routes.addAll(new ExplainRoutes(workspace).routes());
        routes.addAll(new IngestRoutes(workspace).routes());
        routes.addAll(new RuleRoutes(workspace).routes());
        routes.addAll(new TableRoutes(workspace).routes());
        routes.addAll(new SavedSearchRoutes(workspace).routes());
        routes.addAll(new PageRoutes(workspace, version()).routes());
        return routes;
    }

    private static WebServer listen(ServerOptions options, Router router) {
        requireFree(options);
        WebServer web = WebServer.builder()
                .host(options.host())
                .port(options.port())
                .shutdownHook(false)
                .maxTcpConnections(MOST_CONNECTIONS)
                .contentEncoding(new UntouchedEncodings())
                .directHandlers(TransportErrors.handlers())
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(LONGEST_REQUEST_LINE)
                        .maxHeadersSize(LARGEST_HEADERS)
                        .build())
                .routing(routing -> routing.any(router::handle))
                .build()
                .start();
        if (!web.isRunning()) {
            web.stop();
            throw cannotListen(options, "the HTTP server did not start", null);
        }
        return web;
    }

    /** The HTTP server only logs that an address is taken, so it is tried first. */
    private static void requireFree(ServerOptions options) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(options.host(), options.port()));
        } catch (BindException e) {
            throw new ServerStartException(
                    Reason.PORT_IN_USE,
                    "Port %d on %s is in use or not allowed (%s): choose another port."
                            .formatted(options.port(), options.host(), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw cannotListen(options, String.valueOf(e.getMessage()), e);
        }
    }

    private static ServerStartException cannotListen(ServerOptions options, String why, @Nullable Throwable cause) {
        return new ServerStartException(
                Reason.ADDRESS, "Cannot listen on %s:%d: %s".formatted(options.host(), options.port(), why), cause);
    }

    /** The release, {@code development} when it runs out of a source tree. */
    public static String version() {
        String version = HalcyonServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The port it listens on. */
    public int port() {
        return web.port();
    }

    /** The base address, such as {@code http://127.0.0.1:8080}. */
    public String address() {
        return "http://" + (options.host().contains(":") ? "[" + options.host() + "]" : options.host()) + ":" + port();
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

    /** Queries under way, as an operator would ask. */
    public int runningQueries() {
        return workspace.queries().runningQueries();
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
        web.stop();
        engine.close();
        LOG.info("Server stopped");
    }
}
