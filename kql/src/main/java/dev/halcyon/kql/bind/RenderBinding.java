package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Visualization;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.RenderOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code render} (R130). */
final class RenderBinding {

    /** The ways to draw a result. */
    static final Set<String> CHARTS = Set.of(
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

    /** Properties with a fixed set of values. */
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "kind", Set.of("default", "unstacked", "stacked", "stacked100", "map"),
            "legend", Set.of("visible", "hidden"),
            "ysplit", Set.of("none", "axes", "panels"),
            "xaxis", Set.of("linear", "log"),
            "yaxis", Set.of("linear", "log"),
            "accumulate", Set.of("true", "false"));

    private static final Set<String> LIMITS = Set.of("xmin", "xmax", "ymin", "ymax");

    private static final Set<String> COLUMNS = Set.of("xcolumn", "ycolumns", "series", "anomalycolumns");

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
            if (!Visualization.PROPERTIES.contains(property.name())) {
                throw session.error(
                        SemanticError.UNKNOWN_PROPERTY,
                        property.span(),
                        "'render' operator: unknown property '%s'".formatted(property.name()),
                        Suggestions.didYouMean(property.name(), Visualization.PROPERTIES));
            }
            String text = text(property.values());
            check(property, text, input);
            properties.put(property.name(), text);
        }
        return input.withVisualization(new Visualization(chart, properties));
    }

    private void check(OperatorParameter property, String text, Rowset input) {
        Set<String> choice = CHOICES.getOrDefault(property.name(), Set.of());
        if (!choice.isEmpty() && !choice.contains(text.toLowerCase(Locale.ROOT))) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    property.span(),
                    "'render' operator: %s cannot be '%s'".formatted(property.name(), text),
                    choice.stream().sorted().collect(Collectors.joining(", ", "It is one of ", "")));
        }
        if (LIMITS.contains(property.name()) && property.values().stream().anyMatch(RenderBinding::isText)) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    property.span(),
                    "'render' operator: %s is a number, not '%s'".formatted(property.name(), text));
        }
        if (COLUMNS.contains(property.name()) && !input.open()) {
            RowScope scope = RowScope.of("render", input);
            property.values().stream()
                    .filter(value -> PropertyText.of(value).flatMap(scope::find).isEmpty())
                    .forEach(value -> session.warn(
                            SemanticError.UNRESOLVED_NAME,
                            value.span(),
                            "'render' operator: the result has no column '%s' for %s"
                                    .formatted(text(value), property.name())));
        }
    }

    private static boolean isText(SyntaxExpression value) {
        return value instanceof NameReference
                || (value instanceof LiteralExpression literal && literal.value() instanceof LiteralValue.StringValue);
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
