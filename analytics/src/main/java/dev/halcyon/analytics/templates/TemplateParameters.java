package dev.halcyon.analytics.templates;

import java.util.List;
import java.util.function.LongConsumer;

/** Counts the values that stand for the placeholders of templates. */
public final class TemplateParameters {

    private final List<LogTemplate> templates;
    private final ValueCounts[][] counts;

    private TemplateParameters(List<LogTemplate> templates, LongConsumer memory) {
        this.templates = templates;
        this.counts = new ValueCounts[templates.size()][];
        for (int number = 0; number < counts.length; number++) {
            counts[number] = new ValueCounts[templates.get(number).parameters().size()];
            for (int parameter = 0; parameter < counts[number].length; parameter++) {
                counts[number][parameter] = new ValueCounts(memory);
            }
        }
    }

    /**
     * Counts the values of templates.
     *
     * @param templates of {@link LogForms} that keep values
     * @param most of how many templates, the frequent ones first
     * @param memory told how many bytes are about to be used; what it throws ends the work
     * @param step called now and then; what it throws ends the work
     * @throws IllegalArgumentException when no values were kept
     */
    public static TemplateParameters of(LogTemplates templates, int most, LongConsumer memory, Runnable step) {
        if (!templates.forms().keepsValues()) {
            throw new IllegalArgumentException("The forms keep no values");
        }
        List<LogTemplate> frequent = templates.all();
        TemplateParameters parameters =
                new TemplateParameters(frequent.subList(0, Math.min(most, frequent.size())), memory);
        for (int number = 0; number < parameters.counts.length; number++) {
            if (frequent.get(number).hasVaryingTokens()) {
                for (MaskedForm form : frequent.get(number).forms()) {
                    step.run();
                    parameters.addWords(number, form);
                }
            }
        }
        for (ValueSpool spool : templates.forms().spools()) {
            spool.read((template, values) -> {
                step.run();
                parameters.addLine(template, values);
            });
        }
        return parameters;
    }

    /** All lines of a form have the same words, so that those that vary between forms count at once. */
    private void addWords(int number, MaskedForm form) {
        LogTemplate template = templates.get(number);
        char[] text = form.text();
        int place = -1;
        int end = 0;
        while (end < text.length) {
            int from = end + 1;
            boolean told = !LineScanner.isQuoted(text, from);
            for (end = from; end < text.length && !LineScanner.isBoundary(text[end]); end++) {
                told &= !Placeholder.isSign(text[end]);
            }
            if (template.varies(++place) && told) {
                counts[number][template.firstParameter(place)].add(text, from, end, form.count());
            }
        }
    }

    private void addLine(int number, SpooledValues values) {
        if (number >= counts.length) {
            return;
        }
        LogTemplate template = templates.get(number);
        while (values.nextValue()) {
            int parameter = template.firstParameter(values.place());
            if (template.varies(values.place())) {
                int quote = values.isQuoted() ? 1 : 0;
                values.countIn(counts[number][parameter], quote, values.length() - quote);
            } else {
                while (values.nextMask()) {
                    values.countIn(counts[number][parameter++], values.maskFrom(), values.maskTo());
                }
            }
        }
    }

    /** The values of a template's placeholders, from left to right. */
    public List<ValueCounts> of(int template) {
        return List.of(counts[template]);
    }
}
