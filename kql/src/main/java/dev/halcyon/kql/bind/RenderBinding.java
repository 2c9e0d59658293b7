package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Visualization;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.RenderOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code render} (R130). */
final class RenderBinding {

    private static final Set<String> CHARTS = Set.of(
            "anomalychart",
            "areachart",
            "barchart",
            "card",
            "columnchart",
            "ladderchart",
            "linechart",
            "piechart",
            "pivotchart",
            "plotly",
            "scatterchart",
            "stackedareachart",
            "table",
            "timechart",
            "timepivot",
            "treemap",
            "graph",
            "map",
            "pie",
            "sankey",
            "list");

    private static final Set<String> PROPERTIES = Set.of(
            "accumulate",
            "anomalycolumns",
            "kind",
            "legend",
            "series",
            "title",
            "xaxis",
            "xcolumn",
            "xtitle",
            "yaxis",
            "ycolumns",
            "ymin",
            "ymax",
            "ysplit",
            "ytitle",
            "xmin",
            "xmax");

    private final BindingSession session;

    RenderBinding(BindingSession session) {
        this.session = session;
    }

    Rowset bind(Rowset input, RenderOperator render) {
        String chart = render.visualization() == null
                ? "table"
                : render.visualization().text();
        if (!CHARTS.contains(chart)) {
            throw session.error(
                    SemanticError.UNKNOWN_PROPERTY,
                    render.span(),
                    "'render' operator: unknown visualization '%s'".formatted(chart),
                    Suggestions.didYouMean(chart, CHARTS));
        }
        TreeMap<String, String> properties = new TreeMap<>();
        for (OperatorParameter property : render.properties()) {
            if (!PROPERTIES.contains(property.name())) {
                throw session.error(
                        SemanticError.UNKNOWN_PROPERTY,
                        property.span(),
                        "'render' operator: unknown property '%s'".formatted(property.name()),
                        Suggestions.didYouMean(property.name(), PROPERTIES));
            }
            properties.put(property.name(), text(property.values()));
        }
        return input.withVisualization(new Visualization(chart, properties));
    }

    private String text(List<SyntaxExpression> values) {
        return values.stream().map(this::text).collect(Collectors.joining(","));
    }

    private String text(SyntaxExpression value) {
        return PropertyText.of(value)
                .orElseThrow(() -> session.error(
                        SemanticError.NOT_CONSTANT, value.span(), "A render property is a name or a literal"));
    }
}
