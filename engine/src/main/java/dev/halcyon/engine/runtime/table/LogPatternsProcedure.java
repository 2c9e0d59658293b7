package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.templates.LogForms;
import dev.halcyon.analytics.templates.LogTemplate;
import dev.halcyon.analytics.templates.LogTemplates;
import dev.halcyon.analytics.templates.Placeholder;
import dev.halcyon.analytics.templates.TemplateParameters;
import dev.halcyon.analytics.templates.ValueCounts;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.kql.plan.LogPatterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the templates of lines and counts the values of their placeholders, in one reading. */
final class LogPatternsProcedure implements TableProcedure {

    private static final String OTHERS = "(others)";

    private final LogPatterns patterns;

    LogPatternsProcedure(LogPatterns patterns) {
        this.patterns = patterns;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        LogForms forms = patterns.values() > 0
                ? new LogForms(patterns.masking(), guard::reserve, guard.blocks())
                : new LogForms(patterns.masking(), guard::reserve);
        RowReader row = inputs.open(0);
        while (row.next()) {
            guard.step();
            forms.add(row.getString(0));
        }
        LogTemplates templates = LogTemplates.of(forms, patterns.similarity(), patterns.depth(), guard::step);
        int shown = Math.min(patterns.mostTemplates(), templates.all().size());
        Optional<TemplateParameters> parameters = patterns.values() > 0
                ? Optional.of(TemplateParameters.of(templates, shown, guard::reserve, guard::step))
                : Optional.empty();
        for (int number = 0; number < shown; number++) {
            LogTemplate template = templates.all().get(number);
            output.add(
                    template.id(),
                    template.text(),
                    template.count(),
                    share(template.count(), templates),
                    template.sample(),
                    parameters(template.parameters(), values(parameters, number)));
        }
        if (shown < templates.all().size()) {
            long others = templates.all().stream()
                    .skip(shown)
                    .mapToLong(LogTemplate::count)
                    .sum();
            @Nullable Object[] rest = {"", OTHERS, others, share(others, templates), "", null};
            output.add(rest);
        }
    }

    private static List<ValueCounts> values(Optional<TemplateParameters> parameters, int template) {
        return parameters.map(counted -> counted.of(template)).orElse(List.of());
    }

    private static double share(long count, LogTemplates templates) {
        return count / (double) templates.lines();
    }

    /** For each placeholder its kind and, when counted, how many values and the frequent ones, unless they are too many. */
    private String parameters(List<Placeholder> placeholders, List<ValueCounts> counts) {
        List<Json> parameters = new ArrayList<>();
        for (int index = 0; index < placeholders.size(); index++) {
            Map<String, Json> parameter = new LinkedHashMap<>();
            parameter.put("kind", new Json.Text(kind(placeholders.get(index))));
            if (!counts.isEmpty()) {
                ValueCounts values = counts.get(index);
                parameter.put("distinct", values.isTooMany() ? Json.nothing() : Json.of(values.distinct()));
                parameter.put(
                        "values",
                        new Json.Array(values.top(patterns.values()).stream()
                                .map(LogPatternsProcedure::value)
                                .toList()));
            }
            parameters.add(new Json.Bag(parameter));
        }
        return new Json.Array(parameters).write();
    }

    private static String kind(Placeholder placeholder) {
        return placeholder.name().toLowerCase(Locale.ROOT);
    }

    private static Json value(ValueCounts.ValueCount value) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("value", new Json.Text(value.value()));
        members.put("count", Json.of(value.count()));
        return new Json.Bag(members);
    }
}
