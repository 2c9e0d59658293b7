package dev.halcyon.bench.logs;

import dev.halcyon.analytics.templates.LogForms;
import dev.halcyon.analytics.templates.LogTemplate;
import dev.halcyon.analytics.templates.LogTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Grouping accuracy of {@code halcyon_log_patterns} on generated logs and, when its file is given, on an access log,
 * where all lines come from one statement: the format that the web server was told to print.
 */
public final class LogQuality {

    private static final double SIMILARITY = 0.6;
    private static final int DEPTH = 1;
    private static final int STATEMENTS = 60;
    private static final int LINES = 20_000;

    private LogQuality() {}

    /**
     * Prints a table in Markdown.
     *
     * @param arguments {@code --access FILE}; {@code --seed N} for other logs; {@code --show} for the templates
     */
    public static void main(String[] arguments) throws IOException {
        long seed = 1000;
        List<String> access = List.of();
        boolean show = false;
        for (int index = 0; index < arguments.length; index++) {
            switch (arguments[index]) {
                case "--access" -> access = Files.readAllLines(Path.of(arguments[++index]));
                case "--seed" -> seed = Long.parseLong(arguments[++index]);
                case "--show" -> show = true;
                default -> throw new IllegalArgumentException(arguments[index]);
            }
        }
        System.out.printf(
                "| log | lines | statements | templates found | grouping accuracy |%n|---|---|---|---|---|%n");
        for (GeneratedLog.Header header : GeneratedLog.Header.values()) {
            double worst = 1;
            double sum = 0;
            int logs = 10;
            int found = 0;
            for (int log = 0; log < logs; log++) {
                GeneratedLog generated = GeneratedLog.of(seed + log, STATEMENTS, LINES, header);
                LogTemplates templates = templates(generated.lines());
                double accuracy = GroupingAccuracy.of(generated.truth(), groups(templates, generated.lines()));
                if (show) {
                    explain(generated, templates);
                }
                found += templates.all().size();
                worst = Math.min(worst, accuracy);
                sum += accuracy;
            }
            System.out.printf(
                    "| %d generated, header %s | %d each | %d each | %.1f on average | %.4f on average, %.4f at worst |%n",
                    logs, header, LINES, STATEMENTS, found / (double) logs, sum / logs, worst);
        }
        if (!access.isEmpty()) {
            print("access log", access, Collections.nCopies(access.size(), 0), show);
            GeneratedLog generated = GeneratedLog.of(seed, STATEMENTS, LINES, GeneratedLog.Header.SYSLOG);
            List<String> both = new ArrayList<>(access);
            both.addAll(generated.lines());
            List<Integer> truth = new ArrayList<>(Collections.nCopies(access.size(), -1));
            truth.addAll(generated.truth());
            print("access log among a generated one", both, truth, false);
        }
    }

    private static void print(String name, List<String> lines, List<Integer> truth, boolean show) {
        LogTemplates templates = templates(lines);
        System.out.printf(
                "| %s | %d | %d | %d | %.4f |%n",
                name,
                lines.size(),
                truth.stream().distinct().count(),
                templates.all().size(),
                GroupingAccuracy.of(truth, groups(templates, lines)));
        if (show) {
            templates.all().forEach(template -> System.out.println(template.count() + " " + template.text()));
        }
    }

    private static LogTemplates templates(List<String> lines) {
        LogForms forms = new LogForms(true, bytes -> {});
        lines.forEach(forms::add);
        return LogTemplates.of(forms, SIMILARITY, DEPTH, () -> {});
    }

    private static List<Integer> groups(LogTemplates templates, List<String> lines) {
        LogTemplates.Reader reader = templates.reader();
        return lines.stream().map(reader::template).toList();
    }

    /** Prints what went wrong. */
    private static void explain(GeneratedLog log, LogTemplates templates) {
        List<Integer> found = groups(templates, log.lines());
        for (int statement = 0; statement < STATEMENTS; statement++) {
            List<Integer> groups = new ArrayList<>();
            for (int line = 0; line < found.size(); line++) {
                if (log.truth().get(line) == statement && !groups.contains(found.get(line))) {
                    groups.add(found.get(line));
                }
            }
            for (int group : groups) {
                LogTemplate template = templates.all().get(group);
                long own = 0;
                for (int line = 0; line < found.size(); line++) {
                    own += found.get(line) == group && log.truth().get(line) == statement ? 1 : 0;
                }
                if (groups.size() > 1 || own != template.count()) {
                    System.out.println("  " + statement + ": " + own + " of " + template.count() + ": "
                            + template.text() + "   e.g. " + template.sample());
                }
            }
        }
    }
}
