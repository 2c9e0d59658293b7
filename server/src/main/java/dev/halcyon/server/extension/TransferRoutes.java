package dev.halcyon.server.extension;

import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.server.azure.manage.ManageAccess;
import dev.halcyon.server.azure.query.QueryRequests;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.Sender;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.backup.BackupManifest;
import dev.halcyon.workspace.backup.ExportService;
import dev.halcyon.workspace.query.QueryRequest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Backups and exports into the folder {@code exports} of the data folder, for the owner. */
public final class TransferRoutes {

    private static final String ACTION = "Microsoft.OperationalInsights/workspaces/";
    private static final int LARGEST_BODY = 4 << 20;
    private static final Duration EXPORT_TIME = Duration.ofHours(1);
    // A short pattern of ours over a name of at most a hundred characters.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public TransferRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of("/halcyon/v1/workspaces/{id}/backups", this::backup, "POST"),
                Route.of("/halcyon/v1/workspaces/{id}/exports", this::export, "POST"));
    }

    private void backup(Exchange exchange) throws IOException {
        require(exchange, "backups/action");
        JsonNode body = body(exchange);
        Path target = target(body);
        BackupManifest manifest;
        try {
            manifest = workspace.backup(target);
        } catch (FileSystemException e) {
            throw problem(e);
        }
        exchange.respond(
                201,
                JSON.createObjectNode()
                        .put("path", target.toString())
                        .put("created", manifest.created())
                        .put("files", manifest.files().size())
                        .put("bytes", manifest.bytes()));
    }

    private void export(Exchange exchange) throws IOException {
        Caller caller = require(exchange, "exports/action");
        JsonNode body = body(exchange);
        Path target = target(body);
        String text = body.path("query").asString("");
        if (text.isBlank()) {
            throw HttpProblem.of(400, "BadArgumentError", "The body needs a member 'query'.");
        }
        QueryRequest request = new QueryRequest(text, Optional.empty(), EXPORT_TIME, caller, RequestValues.NONE);
        boolean resume = body.path("resume").asBoolean(false);
        QueryRequests.answer(request, () -> {
            ExportService.Outcome outcome;
            try {
                outcome = workspace.exports().export(request, target, resume);
            } catch (FileSystemException e) {
                throw problem(e);
            }
            exchange.respond(
                    201,
                    JSON.createObjectNode()
                            .put("path", target.toString())
                            .put("files", outcome.files())
                            .put("rows", outcome.rows())
                            .put("kept", outcome.kept()));
        });
    }

    private Caller require(Exchange exchange, String action) {
        access.require(exchange, ACTION + action, workspace.resourceId());
        if (!workspace.answersTo(exchange.pathParameter("id"))
                || !(exchange.sender(Plane.MANAGE) instanceof Sender.Known known)) {
            throw HttpProblem.of(404, "ResourceNotFound", "This server holds no such workspace.");
        }
        return known.caller();
    }

    private Path target(JsonNode body) {
        String name = body.path("name").asString("");
        if (!NAME.matcher(name).matches()) {
            throw HttpProblem.of(
                    400,
                    "BadArgumentError",
                    "'name' is no path: the server writes into a new folder of that name in the folder 'exports' of its data folder. It has letters, digits, '_', '-' and '.', at most 100.");
        }
        return workspace.exportsFolder().resolve(name);
    }

    private static JsonNode body(Exchange exchange) throws IOException {
        try {
            return JSON.readTree(RequestBody.bytes(RequestBody.open(exchange, LARGEST_BODY), LARGEST_BODY));
        } catch (JacksonException e) {
            throw HttpProblem.of(400, "BadArgumentError", "The body is not valid JSON: " + e.getOriginalMessage());
        } catch (ZipException | EOFException e) {
            throw HttpProblem.of(400, "BadArgumentError", "The body is not valid gzip: " + e.getMessage());
        }
    }

    private static HttpProblem problem(FileSystemException e) {
        String reason = String.valueOf(e.getReason());
        return e instanceof FileAlreadyExistsException
                ? HttpProblem.of(409, "Conflict", reason)
                : HttpProblem.retry(503, "ServiceUnavailable", "It could not be written: " + reason, 10);
    }
}
