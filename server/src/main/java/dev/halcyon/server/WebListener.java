package dev.halcyon.server;

import dev.halcyon.server.ServerStartException.Reason;
import dev.halcyon.server.http.Router;
import dev.halcyon.server.http.TransportErrors;
import dev.halcyon.server.http.UntouchedEncodings;
import dev.halcyon.server.http.WatchedConnections;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One port of a server. */
final class WebListener implements AutoCloseable {

    /** Queries in the address need room (query.md section 1). */
    private static final int LONGEST_REQUEST_LINE = 128 * 1024;

    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final int MOST_CONNECTIONS = 1024;

    private final WebServer web;
    private final String address;

    private WebListener(WebServer web, String address) {
        this.web = web;
        this.address = address;
    }

    /**
     * Listens.
     *
     * @param port 0 takes any free one
     * @param tls empty for plain HTTP
     * @throws ServerStartException when it cannot
     */
    static WebListener open(String host, int port, Optional<SSLContext> tls, Router router) {
        requireFree(host, port);
        WebServerConfig.Builder builder = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .maxTcpConnections(MOST_CONNECTIONS)
                // Answers are written in several parts; without this each waits 40 ms for the client's acknowledgement
                // of the one before, on every connection that is used again.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .contentEncoding(new UntouchedEncodings())
                .directHandlers(TransportErrors.handlers())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new WatchedConnections(Http1ConnectionSelector.builder()
                        .config(Http1Config.builder()
                                .maxPrologueLength(LONGEST_REQUEST_LINE)
                                .maxHeadersSize(LARGEST_HEADERS)
                                .build())
                        .build()))
                .routing(routing -> routing.any(router::handle));
        tls.ifPresent(context -> builder.tls(Tls.builder().sslContext(context).build()));
        WebServer web = builder.build().start();
        if (!web.isRunning()) {
            web.stop();
            throw cannotListen(host, port, "the HTTP server did not start", null);
        }
        String name = host.contains(":") ? "[" + host + "]" : host;
        return new WebListener(web, "%s://%s:%d".formatted(tls.isPresent() ? "https" : "http", name, web.port()));
    }

    /** The HTTP server only logs that an address is taken, so it is tried first. */
    private static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw new ServerStartException(
                    Reason.PORT_IN_USE,
                    "Port %d on %s is in use or not allowed (%s): choose another port."
                            .formatted(port, host, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw cannotListen(host, port, String.valueOf(e.getMessage()), e);
        }
    }

    private static ServerStartException cannotListen(String host, int port, String why, @Nullable Throwable cause) {
        return new ServerStartException(Reason.ADDRESS, "Cannot listen on %s:%d: %s".formatted(host, port, why), cause);
    }

    int port() {
        return web.port();
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        web.stop();
    }
}
