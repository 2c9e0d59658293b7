package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.ForkOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.RenderOperator;
import java.util.Optional;
import java.util.Set;

/**
 * The strict profile of Azure Monitor: without what its documentation lists as unsupported (R135). Without the profile
 * all of that is accepted, as the service itself accepts much of it.
 */
final class AzureMonitorProfile implements DialectProfile {

    private static final Set<String> FUNCTIONS = Set.of(
            "current_principal",
            "current_principal_is_member_of",
            "current_cursor",
            "cursor_after",
            "cursor_before_or_at",
            "cursor_current",
            "extent_id",
            "extent_tags");

    private static final Set<String> PLUGINS = Set.of(
            "python",
            "r",
            "sql_request",
            "mysql_request",
            "postgresql_request",
            "cosmosdb_sql_request",
            "http_request",
            "http_request_post");

    private static final Set<String> CHARTS = Set.of(
            "anomalychart",
            "card",
            "ladderchart",
            "linechart",
            "pivotchart",
            "stackedareachart",
            "timepivot",
            "treemap");

    @Override
    public Optional<String> refusal(Construct construct) {
        return switch (construct) {
            case REQUEST_PROPERTY ->
                Optional.of("Azure Monitor has neither set nor query parameters: use let, and options of the request");
            case DATABASE -> Optional.of("Azure Monitor has neither clusters nor databases: use workspace()");
            case STORED_TABLE, EXTERNAL_FILE, DYNAMIC_LITERAL, SUBQUERY, TABULAR_PARAMETER, SAVED_FUNCTION, RESOURCE ->
                Optional.empty();
        };
    }

    @Override
    public Optional<String> refusal(QueryOperator operator) {
        if (operator instanceof ForkOperator) {
            return Optional.of("Azure Monitor does not have it: write one statement for each table");
        }
        if (operator instanceof EvaluateOperator evaluate) {
            String plugin = evaluate.plugin().function().text();
            return PLUGINS.contains(plugin)
                    ? Optional.of("Azure Monitor does not run the plugin %s()".formatted(plugin))
                    : Optional.empty();
        }
        if (operator instanceof RenderOperator render && render.visualization() != null) {
            String chart = render.visualization().text();
            return CHARTS.contains(chart)
                    ? Optional.of("Azure Monitor does not draw %s: use timechart, barchart, piechart or another of its"
                            .formatted(chart))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(FunctionDeclaration function) {
        return FUNCTIONS.contains(function.name())
                ? Optional.of("Azure Monitor does not have the function")
                : Optional.empty();
    }

    @Override
    public boolean nowIsKnown() {
        return true;
    }
}
