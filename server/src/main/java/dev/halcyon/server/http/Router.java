package dev.halcyon.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.exc.JacksonIOException;

/** Finds the route of a request, runs it, answers what went wrong, writes one line of log for each request. */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int SERVER_ERROR = 500;

    private record CompiledRoute(Route route, PathPattern pattern) {}

    private final List<CompiledRoute> routes = new ArrayList<>();
    private final Authenticator authenticator;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final RequestObserver observer;
    private volatile boolean draining;

    /** Routes that nobody watches. */
    public Router(List<Route> routes, Authenticator authenticator) {
        this(routes, authenticator, (route, method, status, nanos) -> {});
    }

    public Router(List<Route> routes, Authenticator authenticator, RequestObserver observer) {
        this.authenticator = authenticator;
        this.observer = observer;
        routes.forEach(route -> this.routes.add(new CompiledRoute(route, new PathPattern(route.path()))));
    }

    /** Answers one request of the HTTP server. */
    public void handle(ServerRequest request, ServerResponse response) {
        String requestId = UUID.randomUUID().toString();
        long start = System.nanoTime();
        inFlight.incrementAndGet();
        int status = SERVER_ERROR;
        try {
            response.header("x-ms-request-id", requestId);
            request.headers()
                    .find(HeaderNames.create("x-ms-client-request-id"))
                    .ifPresent(header -> response.header("x-ms-client-request-id", header.get()));
            response.header("x-ms-correlation-request-id", requestId);
            response.header("X-Content-Type-Options", "nosniff");
            status = answer(request, response, requestId, start);
        } finally {
            inFlight.decrementAndGet();
            LOG.atLevel(status >= SERVER_ERROR ? Level.WARN : Level.INFO)
                    .addKeyValue("request", requestId)
                    .addKeyValue("method", request.prologue().method().text())
                    // The path alone: query strings may hold keys and texts of queries.
                    .addKeyValue("path", request.prologue().uriPath().rawPath())
                    .addKeyValue("status", status)
                    .addKeyValue(
                            "ms", Duration.ofNanos(System.nanoTime() - start).toMillis())
                    .log("Request");
        }
    }

    private int answer(ServerRequest request, ServerResponse response, String requestId, long start) {
        Exchange exchange;
        try {
            exchange = new Exchange(request, response, requestId, authenticator);
        } catch (HttpProblem problem) {
            response.status(problem.status());
            response.header("Content-Type", Exchange.JSON);
            response.send(problem.body().text(requestId).getBytes(StandardCharsets.UTF_8));
            return problem.status();
        }
        try {
            route(exchange);
        } catch (IOException | UncheckedIOException | JacksonIOException | ServerConnectionException e) {
            LOG.atInfo()
                    .addKeyValue("request", requestId)
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("The client is gone");
        } catch (RuntimeException | StackOverflowError e) {
            fail(exchange, e);
        }
        // What no route takes is counted under one name: clients choose paths and methods.
        observer.answered(
                exchange.route().orElse("none"),
                exchange.route().isPresent() ? exchange.method() : "any",
                exchange.status(),
                System.nanoTime() - start);
        return exchange.status();
    }

    private void route(Exchange exchange) throws IOException {
        try {
            find(exchange).handle(exchange);
        } catch (HttpProblem problem) {
            answer(exchange, problem);
        }
    }

    private Handler find(Exchange exchange) {
        if (draining) {
            throw HttpProblem.retry(503, "ServiceUnavailable", "The server is stopping.", 5);
        }
        TreeSet<String> otherMethods = new TreeSet<>();
        for (CompiledRoute compiled : routes) {
            Optional<Map<String, String>> taken = compiled.pattern()
                    .match(exchange.segments())
                    .filter(compiled.route().condition());
            if (taken.isPresent()) {
                if (compiled.route().methods().contains(exchange.method())) {
                    exchange.withPathParameters(taken.get());
                    exchange.withRoute(compiled.route().path());
                    return compiled.route().handler();
                }
                otherMethods.addAll(compiled.route().methods());
            }
        }
        if (!otherMethods.isEmpty()) {
            throw new HttpProblem(
                    405,
                    ErrorBody.of(
                            "MethodNotAllowed",
                            "This path takes %s, not %s."
                                    .formatted(String.join(", ", otherMethods), exchange.method())),
                    Map.of("Allow", String.join(", ", otherMethods)));
        }
        throw HttpProblem.of(404, "PathNotFoundError", "The requested path does not exist");
    }

    private static void answer(Exchange exchange, HttpProblem problem) throws IOException {
        if (exchange.isCommitted()) {
            throw new IOException("The answer had begun when it failed: " + problem.getMessage());
        }
        problem.headers().forEach(exchange::setHeader);
        exchange.respond(
                problem.status(),
                Exchange.JSON,
                problem.body().text(exchange.requestId()).getBytes(StandardCharsets.UTF_8));
    }

    private static void fail(Exchange exchange, Throwable error) {
        LOG.atError()
                .addKeyValue("request", exchange.requestId())
                .setCause(error)
                .log("A defect: the request ended with an unexpected error");
        if (!exchange.isCommitted()) {
            try {
                answer(
                        exchange,
                        HttpProblem.of(
                                SERVER_ERROR,
                                "UnspecifiedError",
                                "Something went wrong on the server; its log has details under the correlation id."));
            } catch (IOException e) {
                LOG.atInfo().addKeyValue("request", exchange.requestId()).log("The client is gone");
            }
        }
    }

    /**
     * Refuses new requests and waits for those under way.
     *
     * @return true when none is left
     */
    public boolean drain(Duration patience) {
        draining = true;
        long deadline = System.nanoTime() + patience.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < deadline) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return inFlight.get() == 0;
    }

    /** True from the start of {@link #drain} on. */
    public boolean isDraining() {
        return draining;
    }
}
