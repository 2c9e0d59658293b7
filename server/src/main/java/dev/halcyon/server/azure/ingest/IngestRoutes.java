package dev.halcyon.server.azure.ingest;

import dev.halcyon.engine.EngineException;
import dev.halcyon.server.http.Authenticator;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Route;
import dev.halcyon.store.AppendRefusedException;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Permission;
import dev.halcyon.workspace.ingest.IngestionException;
import dev.halcyon.workspace.ingest.IngestionService;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;

/** {@code POST /dataCollectionRules/{id}/streams/{stream}} (ingestion.md section 1). */
public final class IngestRoutes {

    private static final int RETRY_SECONDS = 10;

    private final Workspace workspace;
    private final Authenticator authenticator;

    public IngestRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.authenticator = new Authenticator(workspace.keys());
    }

    public List<Route> routes() {
        return List.of(Route.of("/dataCollectionRules/{id}/streams/{stream}", this::upload, "POST"));
    }

    private void upload(Exchange exchange) throws IOException {
        String rule = exchange.pathParameter("id");
        authorize(exchange, rule);
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
            throw problem(e);
        } catch (AppendRefusedException e) {
            int seconds = Math.toIntExact(Math.max(1, e.retryAfter().toSeconds()));
            throw HttpProblem.retry(429, "TooManyRequests", String.valueOf(e.getMessage()), seconds);
        } catch (ZipException | EOFException e) {
            throw HttpProblem.of(400, "BadRequest", "The body is not valid gzip: " + e.getMessage());
        }
        exchange.respond(204);
    }

    private void authorize(Exchange exchange, String rule) {
        switch (authenticator.authenticate(exchange)) {
            case Authenticator.Outcome.Missing missing ->
                throw HttpProblem.of(
                        401,
                        "AuthenticationFailed",
                        "Authentication is missing: send X-Api-Key or Authorization: Bearer with an ingestion key.");
            case Authenticator.Outcome.Unknown unknown -> throw denied(rule);
            case Authenticator.Outcome.Known known -> {
                if (!known.key().allows(Permission.INGEST)) {
                    throw denied(rule);
                }
            }
        }
    }

    private static HttpProblem denied(String rule) {
        return HttpProblem.of(
                403,
                "OperationFailed",
                ("The authentication token provided does not have access to ingest data for the data collection rule "
                                + "with immutable Id '%s' PipelineAccessResult: AccessGranted: False, "
                                + "the key is unknown or may not ingest.")
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

    private static HttpProblem problem(EngineException e) {
        return switch (e.kind()) {
            case STORAGE_FULL, STORAGE_UNAVAILABLE, STORAGE_CONFLICT, TIMEOUT, CANCELLED, RUNAWAY ->
                HttpProblem.retry(503, "ServiceUnavailable", "Nothing was stored: " + e.getMessage(), RETRY_SECONDS);
            case QUERY, INTERNAL -> throw e;
        };
    }
}
