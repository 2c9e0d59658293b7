package dev.halcyon.server.azure.manage;

import dev.halcyon.engine.EngineException;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.RequestBody;
import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.StorageProblems;
import dev.halcyon.store.AppendRefusedException;
import dev.halcyon.store.table.TableException;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.ingest.BodyBudget;
import dev.halcyon.workspace.ingest.ImportService;
import dev.halcyon.workspace.ingest.IngestionException;
import dev.halcyon.workspace.ingest.ThrottledException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code …/tables/{table}/import}: an action of our own. GET tells how many rows of a source are stored, POST stores those
 * that follow.
 */
public final class ImportRoutes {

    private static final String PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.OperationalInsights/workspaces/{workspace}/tables/{table}/import";
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public ImportRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(Route.of(PATH, this::progress, "GET"), Route.of(PATH, this::append, "POST"));
    }

    private void progress(Exchange exchange) throws IOException {
        require(exchange);
        String source = source(exchange);
        try {
            long rows = workspace.imports().progress(exchange.pathParameter("table"), source);
            exchange.respond(200, JSON.createObjectNode().put("rows", rows));
        } catch (EngineException e) {
            throw StorageProblems.of(e);
        }
    }

    private void append(Exchange exchange) throws IOException {
        require(exchange);
        String source = source(exchange);
        long from = from(exchange);
        try (BodyBudget.Place place = workspace.bodies().open()) {
            byte[] body = RequestBody.bytes(
                    place.counted(RequestBody.open(exchange, ImportService.MAXIMUM_BODY_BYTES)),
                    ImportService.MAXIMUM_BODY_BYTES);
            long rows = workspace.imports().append(exchange.pathParameter("table"), source, from, body);
            exchange.respond(200, JSON.createObjectNode().put("rows", rows));
        } catch (ImportService.OutOfOrderException e) {
            throw HttpProblem.of(409, "ImportOutOfOrder", String.valueOf(e.getMessage()));
        } catch (IngestionException e) {
            throw HttpProblem.of(400, "InvalidJson", String.valueOf(e.getMessage()));
        } catch (TableException e) {
            throw HttpProblem.of(404, "ResourceNotFound", String.valueOf(e.getMessage()));
        } catch (AppendRefusedException e) {
            throw StorageProblems.of(e);
        } catch (ThrottledException e) {
            throw StorageProblems.throttled(e, e.retryAfter());
        } catch (EngineException e) {
            throw StorageProblems.of(e);
        } catch (ZipException | EOFException e) {
            throw HttpProblem.of(400, "InvalidRequestContent", "The body is not valid gzip: " + e.getMessage());
        }
    }

    private void require(Exchange exchange) {
        access.require(exchange, workspace);
        ApiVersions.TABLES.require(exchange);
    }

    private static String source(Exchange exchange) {
        return exchange.parameters()
                .first("source")
                .filter(text -> SOURCE.matcher(text).matches())
                .orElseThrow(() -> HttpProblem.of(
                        400, "InvalidParameter", "The address needs a parameter 'source' of letters and digits."));
    }

    private static long from(Exchange exchange) {
        try {
            return Long.parseLong(exchange.parameters().first("from").orElse(""));
        } catch (NumberFormatException e) {
            throw HttpProblem.of(400, "InvalidParameter", "The address needs a number 'from'.");
        }
    }
}
