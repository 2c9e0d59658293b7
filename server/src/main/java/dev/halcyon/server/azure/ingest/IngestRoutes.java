package dev.halcyon.server.azure.ingest;

import dev.halcyon.engine.EngineException;
import dev.halcyon.server.http.Challenge;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.Sender;
import dev.halcyon.server.http.StorageProblems;
import dev.halcyon.store.AppendRefusedException;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.ingest.IngestionException;
import dev.halcyon.workspace.ingest.IngestionService;
import dev.halcyon.workspace.ingest.ThrottledException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;

/** {@code POST /dataCollectionRules/{id}/streams/{stream}} (ingestion.md section 1). */
public final class IngestRoutes {

    private static final int UNEXPECTED = 500;

    /** Is told how uploads to rules that exist were answered. */
    @FunctionalInterface
    public interface StatusObserver {
        void uploaded(String rule, int status);
    }

    private final Workspace workspace;
    private final StatusObserver observer;

    public IngestRoutes(Workspace workspace, StatusObserver observer) {
        this.workspace = workspace;
        this.observer = observer;
    }

    public List<Route> routes() {
        return List.of(Route.of("/dataCollectionRules/{id}/streams/{stream}", this::upload, "POST"));
    }

    private void upload(Exchange exchange) throws IOException {
        String rule = exchange.pathParameter("id");
        authorize(exchange, rule);
        int status = UNEXPECTED;
        try {
            store(exchange, rule);
            status = 204;
        } catch (HttpProblem problem) {
            status = problem.status();
            throw problem;
        } finally {
            if (workspace.rules().byImmutableId(rule).isPresent()) {
                observer.uploaded(rule, status);
            }
        }
        exchange.respond(204);
    }

    private void store(Exchange exchange, String rule) throws IOException {
        if (exchange.parameters().first("api-version").orElse("").isBlank()) {
            throw HttpProblem.of(400, "MissingApiVersionParameter", "The address needs a parameter api-version.");
        }
        String contentType = exchange.header("Content-Type").orElse("");
        if (contentType.isBlank()) {
            throw HttpProblem.of(400, "MissingContentTypeHeader", "Send Content-Type: application/json.");
        }
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw HttpProblem.of(
                    400,
                    "UnsupportedContentType",
                    "Content-Type '%s' is not supported: send application/json.".formatted(contentType));
        }
        try (InputStream body = RequestBody.open(exchange, IngestionService.MAXIMUM_BODY_BYTES)) {
            workspace
                    .ingestion()
                    .ingest(
                            rule,
                            exchange.pathParameter("stream"),
                            body,
                            exchange.header("x-ms-client-request-id").filter(id -> !id.isBlank()));
        } catch (IngestionException e) {
            throw problem(e);
        } catch (EngineException e) {
            throw StorageProblems.of(e);
        } catch (AppendRefusedException e) {
            throw StorageProblems.of(e);
        } catch (ThrottledException e) {
            throw StorageProblems.throttled(e, e.retryAfter());
        } catch (ZipException | EOFException e) {
            throw HttpProblem.of(400, "BadRequest", "The body is not valid gzip: " + e.getMessage());
        }
    }

    /** Whether there is such a rule is told only to those who may send to some rule. */
    private void authorize(Exchange exchange, String rule) {
        switch (exchange.sender(Plane.INGEST)) {
            case Sender.Missing missing ->
                throw unauthenticated(
                        exchange, "Authentication is missing: send a token, or an ingestion key as X-Api-Key.");
            case Sender.RefusedKey refused -> throw denied(rule);
            case Sender.RefusedToken refused -> throw unauthenticated(exchange, refused.message());
            case Sender.Known known -> {
                boolean allowed = workspace
                        .rules()
                        .byImmutableId(rule)
                        .map(found -> known.caller().mayIngest(found.resourceId()))
                        .orElseGet(() -> known.caller().mayIngestSomewhere());
                if (!allowed) {
                    throw denied(rule);
                }
            }
        }
    }

    private HttpProblem unauthenticated(Exchange exchange, String message) {
        return new HttpProblem(
                401,
                ErrorBody.of("AuthenticationFailed", message),
                Map.of(
                        "WWW-Authenticate",
                        Challenge.of(exchange, workspace.access().tenantId())));
    }

    private static HttpProblem denied(String rule) {
        return HttpProblem.of(
                403,
                "OperationFailed",
                ("The authentication token provided does not have access to ingest data for the data collection rule "
                                + "with immutable Id '%s' PipelineAccessResult: AccessGranted: False, "
                                + "the sender is unknown, sends a key where keys are disabled, or lacks the role Monitoring Metrics Publisher on the rule.")
                        .formatted(rule));
    }

    private static HttpProblem problem(IngestionException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case RULE_NOT_FOUND -> HttpProblem.of(404, "NotFound", message);
            case INVALID_STREAM -> HttpProblem.of(400, "InvalidStream", message);
            case INVALID_JSON -> HttpProblem.of(400, "InvalidJson", message);
            case INVALID_TRANSFORM -> HttpProblem.of(400, "InvalidTransformOutput", message);
            case TOO_LARGE -> HttpProblem.of(413, "ContentLengthLimitExceeded", message);
        };
    }
}
