package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.LogPatterns;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** {@code halcyon_log_patterns(Text, similarity, depth, max_templates, masks, values)}, of Halcyon's own. */
final class LogPatternsPlugin implements Plugin {

    static final String NAME = "halcyon_log_patterns";

    private static final double SIMILARITY = 0.6;
    private static final int MOST_DEPTH = 20;
    private static final int TEMPLATES = 1000;
    private static final int MOST_TEMPLATES = 100_000;
    private static final int VALUES = 5;
    private static final int MOST_VALUES = 100;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(6, "Text", "similarity", "depth", "max_templates", "masks", "values");
        ScalarExpression text = call.value(call.required(0, "Text"));
        if (text.type() != ScalarType.STRING) {
            throw call.error(
                    SemanticError.ARGUMENT_TYPE,
                    "reads a string column, not one of type %s; tostring() makes one".formatted(text.type()));
        }
        PluginOptions options = new PluginOptions(call);
        LogPatterns patterns = new LogPatterns(
                options.number(1, "similarity", 0, 1, SIMILARITY),
                options.whole(2, "depth", 0, MOST_DEPTH, 1),
                options.whole(3, "max_templates", 1, MOST_TEMPLATES, TEMPLATES),
                options.flag(4, "masks", true),
                options.whole(5, "values", 0, MOST_VALUES, VALUES));
        ColumnIds ids = call.session().ids();
        Project input = new Project(
                call.input().relation(), List.of(new Assignment(ids.column("#text", ScalarType.STRING), text)));
        List<PlanColumn> output = List.of(
                ids.column("TemplateId", ScalarType.STRING),
                ids.column("Template", ScalarType.STRING),
                ids.column("Count", ScalarType.LONG),
                ids.column("Share", ScalarType.REAL),
                ids.column("Sample", ScalarType.STRING),
                ids.column("Parameters", ScalarType.DYNAMIC));
        return Rowset.of(new TableFunction(List.of(input), patterns, output, true));
    }
}
