package dev.halcyon.server.azure.ingest;

import dev.halcyon.engine.EngineException;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Route;
import dev.halcyon.store.AppendRefusedException;
import dev.halcyon.store.table.TableException;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.ingest.BodyBudget;
import dev.halcyon.workspace.ingest.DataCollectorService;
import dev.halcyon.workspace.ingest.IngestionException;
import dev.halcyon.workspace.ingest.ThrottledException;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/logs}, the HTTP Data Collector API (ingestion.md section 7). */
public final class DataCollectorRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(DataCollectorRoutes.class);
    private static final String VERSION = "2016-04-01";
    private static final String SCHEME = "SharedKey ";
    private static final String HOST_SUFFIX = ".ods.opinsights.azure.com";
    private static final Pattern LOG_TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;

    public DataCollectorRoutes(Workspace workspace) {
        this.workspace = workspace;
    }

    public List<Route> routes() {
        return List.of(Route.of("/api/logs", this::collect, "POST"));
    }

    /** A refusal in the form that this API alone has. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;
        private final Duration retryAfter;

        Refusal(int status, String code, String message) {
            this(status, code, message, LATER);
        }

        Refusal(int status, String code, String message, Duration retryAfter) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
            this.retryAfter = retryAfter;
        }
    }

    private void collect(Exchange exchange) throws IOException {
        try {
            store(exchange);
            exchange.respond(200);
        } catch (Refusal refusal) {
            if (refusal.status == 503 || refusal.status == 429) {
                exchange.setHeader("Retry-After", Long.toString(refusal.retryAfter.toSeconds() + 1));
            }
            exchange.respond(
                    refusal.status,
                    JSON.createObjectNode()
                            .put("Error", refusal.code)
                            .put("Message", String.valueOf(refusal.getMessage())));
        }
    }

    private void store(Exchange exchange) throws IOException, Refusal {
        String version = exchange.parameters().first("api-version").orElse("");
        if (version.isBlank()) {
            throw bad("MissingApiVersion", "The API version was not specified.");
        }
        if (!version.equals(VERSION)) {
            throw bad("InvalidApiVersion", "The API version '%s' is invalid: use %s.".formatted(version, VERSION));
        }
        String contentType = exchange.header("Content-Type").orElse("");
        if (contentType.isBlank()) {
            throw bad("MissingContentType", "The content type was not specified.");
        }
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw bad("UnsupportedContentType", "The content type was not set to application/json.");
        }
        String logType = exchange.header("Log-Type").orElse("").strip();
        if (logType.isEmpty()) {
            throw bad("MissingLogType", "The header Log-Type was not specified.");
        }
        if (!LOG_TYPE.matcher(logType).matches()) {
            throw bad(
                    "InvalidLogType",
                    "Log-Type must begin with a letter and have at most 100 letters, digits and '_'.");
        }
        authorize(exchange);
        try (BodyBudget.Place place = workspace.bodies().open()) {
            store(exchange, logType, body(exchange, place));
        }
    }

    private void store(Exchange exchange, String logType, byte[] body) throws Refusal {
        try {
            workspace
                    .dataCollector()
                    .collect(
                            logType,
                            body,
                            exchange.header("time-generated-field").orElse("").strip(),
                            exchange.header("x-ms-AzureResourceId").orElse("").strip());
        } catch (IngestionException e) {
            throw bad("InvalidDataFormat", String.valueOf(e.getMessage()));
        } catch (TableException e) {
            String code = e.reason() == TableException.Reason.INVALID_NAME ? "InvalidLogType" : "InvalidDataFormat";
            throw bad(code, String.valueOf(e.getMessage()));
        } catch (EngineException e) {
            throw refusal(exchange, e);
        } catch (AppendRefusedException e) {
            throw new Refusal(429, "TooManyRequests", String.valueOf(e.getMessage()), e.retryAfter());
        } catch (ThrottledException e) {
            throw refusal(e);
        } catch (RuntimeException e) {
            throw defect(exchange, e);
        }
    }

    /** Logged here, as the router logs it elsewhere: its answer would have the form of the other interfaces. */
    private static Refusal defect(Exchange exchange, RuntimeException e) {
        LOG.atError()
                .addKeyValue("request", exchange.requestId())
                .setCause(e)
                .log("A defect: the request ended with an unexpected error");
        return new Refusal(
                500,
                "UnspecifiedError",
                "Something went wrong on the server; its log has details under the id " + exchange.requestId() + ".");
    }

    private static Refusal refusal(ThrottledException e) {
        return new Refusal(429, "TooManyRequests", String.valueOf(e.getMessage()), e.retryAfter());
    }

    private static Refusal refusal(Exchange exchange, EngineException e) {
        return switch (e.kind()) {
            case STORAGE_FULL, STORAGE_UNAVAILABLE, STORAGE_CONFLICT, TIMEOUT, CANCELLED, RUNAWAY ->
                new Refusal(503, "ServiceUnavailable", "Nothing was stored: " + e.getMessage());
            case QUERY, INTERNAL -> defect(exchange, e);
        };
    }

    private static byte[] body(Exchange exchange, BodyBudget.Place place) throws IOException, Refusal {
        try {
            return RequestBody.bytes(
                    place.counted(RequestBody.open(exchange, DataCollectorService.MAXIMUM_BODY_BYTES)),
                    DataCollectorService.MAXIMUM_BODY_BYTES);
        } catch (HttpProblem problem) {
            throw new Refusal(
                    problem.status(), problem.body().code(), problem.body().message());
        } catch (ThrottledException e) {
            throw refusal(e);
        } catch (ZipException | EOFException e) {
            throw bad("InvalidDataFormat", "The body is not valid gzip: " + e.getMessage());
        }
    }

    /** Before the body is looked at: what strangers send costs nothing. */
    private void authorize(Exchange exchange) throws Refusal {
        String given = exchange.header("Authorization").orElse("");
        int colon = given.indexOf(':');
        if (!given.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || colon < 0) {
            throw unauthorized("Send Authorization: SharedKey <workspace id>:<signature>.");
        }
        String id = given.substring(SCHEME.length(), colon).strip();
        String host = exchange.header("Host").orElse("").toLowerCase(Locale.ROOT);
        boolean otherHost = host.endsWith(HOST_SUFFIX) && !host.equals(id.toLowerCase(Locale.ROOT) + HOST_SUFFIX);
        String own = workspace.store().identity().customerId().toString();
        if (otherHost || !id.equalsIgnoreCase(own)) {
            throw bad("InvalidCustomerId", "The workspace id '%s' is invalid.".formatted(id));
        }
        String date = exchange.header("x-ms-date").orElse("").strip();
        if (!isRecent(date)) {
            throw unauthorized("The header x-ms-date must hold the present time in RFC 1123 form.");
        }
        if (exchange.contentLength().isEmpty()) {
            throw unauthorized("The header Content-Length is missing, which the signature covers.");
        }
        long length = exchange.contentLength().getAsLong();
        String text = "POST\n" + length + "\napplication/json\nx-ms-date:" + date + "\n/api/logs";
        if (workspace.isLocalAuthDisabled()) {
            throw unauthorized("Shared keys are not accepted: disableLocalAuth is set.");
        }
        if (!workspace.sharedKeys().verifies(text, given.substring(colon + 1).strip())) {
            throw unauthorized("An invalid signature was specified in the Authorization header.");
        }
    }

    /** A captured request must not be sent again later. The machine's clock counts, also when the workspace's is pinned. */
    private static boolean isRecent(String date) {
        try {
            Instant sent = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(sent, Instant.now()).abs().compareTo(SKEW) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Refusal bad(String code, String message) {
        return new Refusal(400, code, message);
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(403, "InvalidAuthorization", message);
    }
}
