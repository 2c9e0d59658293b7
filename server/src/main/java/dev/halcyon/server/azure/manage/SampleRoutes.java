package dev.halcyon.server.azure.manage;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableException;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.ingest.SampleTables;
import dev.halcyon.workspace.rule.InvalidRuleException;
import dev.halcyon.workspace.rule.RuleExistsException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST …/tables/{table}/fromSample}: an action of our own, which makes a custom table and the rule that feeds it
 * out of sample rows.
 */
public final class SampleRoutes {

    private static final String PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.OperationalInsights/workspaces/{workspace}/tables/{table}/fromSample";
    /** The right that a request for the rule itself would need: who may make a table may not thereby make a rule. */
    private static final String WRITE_RULE = "Microsoft.Insights/dataCollectionRules/write";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public SampleRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(Route.of(PATH, this::create, "POST"));
    }

    private void create(Exchange exchange) throws IOException {
        access.require(exchange, workspace);
        ApiVersions.TABLES.require(exchange);
        JsonNode body = ManageAccess.body(exchange);
        JsonNode sample = body.path("sample");
        if (!sample.isArray() || !sample.valueStream().allMatch(JsonNode::isObject)) {
            throw HttpProblem.of(400, "InvalidParameter", "The body needs an array of objects 'sample'.");
        }
        String table = exchange.pathParameter("table");
        String rule = body.path("rule").asString(table);
        RuleRoutes.checkName(rule);
        access.require(exchange, WRITE_RULE, workspace.sampleTables().ruleId(rule));
        String transformation = body.path("transformKql").asString("");
        try {
            SampleTables.Made made = workspace
                    .sampleTables()
                    .create(
                            table,
                            sample,
                            transformation.isBlank() ? Optional.empty() : Optional.of(transformation),
                            rule);
            exchange.respond(200, json(exchange, made));
        } catch (TableException e) {
            throw HttpProblem.of(400, "InvalidParameter", String.valueOf(e.getMessage()));
        } catch (KqlException e) {
            throw new HttpProblem(
                    400,
                    ErrorBody.of(
                                    "InvalidTransformOutput",
                                    e.first().code() + ": " + e.first().message())
                            .withTarget("transformKql"));
        } catch (InvalidRuleException e) {
            throw RuleRoutes.problem(e);
        } catch (RuleExistsException e) {
            throw HttpProblem.of(409, "Conflict", String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode json(Exchange exchange, SampleTables.Made made) {
        ObjectNode body = JSON.createObjectNode().put("table", made.table().name());
        ArrayNode columns = body.putArray("columns");
        for (DeclaredColumn column : made.table().columns()) {
            String type =
                    column.type() == ScalarType.BOOL ? "boolean" : column.type().kqlName();
            columns.addObject().put("name", column.name()).put("type", type);
        }
        body.putObject("rule")
                .put("id", made.rule().resourceId())
                .put("immutableId", made.rule().immutableId())
                .put("stream", made.stream());
        return body.put("endpoint", exchange.baseAddress());
    }
}
