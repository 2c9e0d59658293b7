package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Counts the values that stand for the placeholders of templates, in a second reading of the same lines. As with
 * {@link LogForms}, several threads may each have their own.
 */
public final class TemplateParameters {

    private final LogTemplates.Reader reader;
    private final List<LogTemplate> templates;
    private final List<ValueCounts[]> counts = new ArrayList<>();

    /**
     * @param most of how many templates, the frequent ones first
     * @param memory told how many bytes are about to be used; what it throws ends the work
     */
    public TemplateParameters(LogTemplates templates, int most, LongConsumer memory) {
        this.reader = templates.reader();
        this.templates = templates.all();
        for (LogTemplate template :
                templates.all().subList(0, Math.min(most, templates.all().size()))) {
            ValueCounts[] ofTemplate = new ValueCounts[template.parameters().size()];
            for (int parameter = 0; parameter < ofTemplate.length; parameter++) {
                ofTemplate[parameter] = new ValueCounts(memory);
            }
            counts.add(ofTemplate);
        }
    }

    /** Counts the values of a line. */
    public void add(String line) {
        int number = reader.template(line);
        if (number < 0 || number >= counts.size()) {
            return;
        }
        LogTemplate template = templates.get(number);
        LineScanner scanned = reader.scanner();
        char[] text = scanned.line();
        ValueCounts[] ofTemplate = counts.get(number);
        for (int place = 0; place < scanned.tokens(); place++) {
            if (template.varies(place)) {
                int from = scanned.tokenFrom(place);
                int to = scanned.tokenTo(place);
                boolean quoted =
                        to - from > 1 && (text[from] == '"' || text[from] == '\'') && text[to - 1] == text[from];
                ofTemplate[template.firstParameter(place)].add(text, quoted ? from + 1 : from, quoted ? to - 1 : to);
            }
        }
        int place = -1;
        int parameter = 0;
        for (int mask = 0; mask < scanned.masks(); mask++) {
            if (scanned.maskToken(mask) != place) {
                place = scanned.maskToken(mask);
                parameter = template.firstParameter(place);
            }
            if (!template.varies(place)) {
                ofTemplate[parameter++].add(text, scanned.maskFrom(mask), scanned.maskTo(mask));
            }
        }
    }

    /** Adds what another has counted for the same templates. */
    public void addAll(TemplateParameters other) {
        for (int template = 0; template < counts.size(); template++) {
            for (int parameter = 0; parameter < counts.get(template).length; parameter++) {
                counts.get(template)[parameter].addAll(other.counts.get(template)[parameter]);
            }
        }
    }

    /** The values of a template's placeholders, from left to right. */
    public List<ValueCounts> of(int template) {
        return List.of(counts.get(template));
    }
}
