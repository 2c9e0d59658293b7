package dev.halcyon.server.extension;

import dev.halcyon.kql.bind.ExternalTable;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /halcyon/v1/workspaces/{id}/external-tables}: the names that {@code external_table} takes, with their columns.
 * Azure's metadata have no place for them.
 */
public final class ExternalTableRoutes {

    /** Columns are told of so many; looking into more files would take the caller's patience. */
    private static final int MOST_INSPECTED = 50;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final QueryCallers callers;

    public ExternalTableRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.callers = new QueryCallers(workspace);
    }

    public List<Route> routes() {
        return List.of(Route.of("/halcyon/v1/workspaces/{id}/external-tables", this::list, "GET"));
    }

    private void list(Exchange exchange) throws IOException {
        callers.check(exchange);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode tables = body.putArray("tables");
        Set<String> names = workspace.externalTables().names();
        int inspected = 0;
        for (String name : names) {
            ObjectNode table = tables.addObject().put("name", name);
            ArrayNode columns = table.putArray("columns");
            if (inspected++ < MOST_INSPECTED) {
                describe(workspace.externalTables().table(name), table, columns);
            }
        }
        exchange.respond(200, body);
    }

    private static void describe(ExternalTable found, ObjectNode table, ArrayNode columns) {
        switch (found) {
            case ExternalTable.Found(var source) ->
                source.fields()
                        .forEach(field -> columns.addObject()
                                .put("name", field.name())
                                .put("type", field.type().kqlName()));
            case ExternalTable.Refused(String reason, String hint) -> table.put("description", reason + ". " + hint);
        }
    }
}
