package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The templates of counted lines, the frequent ones first. */
public final class LogTemplates {

    private final LogForms forms;
    private final List<LogTemplate> templates;

    private LogTemplates(LogForms forms, List<LogTemplate> templates) {
        this.forms = forms;
        this.templates = templates;
    }

    /**
     * Finds the templates.
     *
     * @param similarity the least share of words that lines of a template have in common, 0 … 1
     * @param depth how many leading words they have in common in any case
     * @param step called now and then; what it throws ends the work
     */
    public static LogTemplates of(LogForms forms, double similarity, int depth, Runnable step) {
        Vocabulary vocabulary = new Vocabulary();
        List<Cluster> clusters = new TemplateMerger(vocabulary, similarity, depth, step).merge(forms.sorted());
        Map<String, List<Cluster>> byText = new HashMap<>();
        for (Cluster cluster : clusters) {
            step.run();
            byText.computeIfAbsent(LogTemplate.signed(cluster, vocabulary), text -> new ArrayList<>(1))
                    .add(cluster);
        }
        List<LogTemplate> templates = new ArrayList<>();
        byText.forEach((text, alike) -> templates.add(new LogTemplate(text, alike)));
        templates.sort(Comparator.comparingLong(LogTemplate::count).reversed().thenComparing(LogTemplate::text));
        for (int number = 0; number < templates.size(); number++) {
            templates.get(number).number(number);
        }
        return new LogTemplates(forms, templates);
    }

    /** The templates. */
    public List<LogTemplate> all() {
        return templates;
    }

    /** How many lines they were found in. */
    public long lines() {
        return forms.lines();
    }

    LogForms forms() {
        return forms;
    }

    /** Tells lines' templates; for one thread. */
    public Reader reader() {
        return new Reader();
    }

    /** Reads lines that were counted once more. */
    public final class Reader {

        private final LineScanner scanner = new LineScanner(forms.masking());

        private Reader() {}

        /** The position of a line's template in {@link #all}; -1 for a line that was not counted. */
        public int template(String line) {
            scanner.scan(line);
            MaskedForm form = forms.find(scanner);
            return form == null ? -1 : form.template();
        }
    }
}
