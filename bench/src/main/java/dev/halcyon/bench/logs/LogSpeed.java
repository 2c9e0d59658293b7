package dev.halcyon.bench.logs;

import dev.halcyon.analytics.templates.BlockStore;
import dev.halcyon.analytics.templates.LogForms;
import dev.halcyon.analytics.templates.LogTemplates;
import dev.halcyon.analytics.templates.TemplateParameters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * Lines a second of processor time, step by step. The time that other processes of a shared machine take is not counted,
 * which JMH, with its clock on the wall, cannot leave out.
 */
public final class LogSpeed {

    private static final int LINES = 500_000;
    private static final int STATEMENTS = 60;
    private static final double SIMILARITY = 0.6;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LogSpeed() {}

    /** Prints a table in Markdown: medians of five rounds. */
    public static void main(String[] arguments) {
        System.out.printf("| header | counting forms | finding templates | counting values | all, lines/s |%n");
        System.out.printf("|---|---|---|---|---|%n");
        for (GeneratedLog.Header header : GeneratedLog.Header.values()) {
            List<String> lines = GeneratedLog.of(17, STATEMENTS, LINES, header).lines();
            double[][] seconds = new double[4][ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double[] measured = measure(lines);
                for (int step = 0; step < measured.length && round >= 0; step++) {
                    seconds[step][round] = measured[step];
                }
            }
            System.out.printf(
                    "| %s | %.0f ms | %.0f ms | %.0f ms | %,.0f |%n",
                    header,
                    1000 * median(seconds[0]),
                    1000 * median(seconds[1]),
                    1000 * median(seconds[2]),
                    LINES / median(seconds[3]));
        }
    }

    private static double[] measure(List<String> lines) {
        long begin = THREADS.getCurrentThreadCpuTime();
        LogForms forms = new LogForms(true, bytes -> {}, BlockStore.inMemory(bytes -> {}));
        lines.forEach(forms::add);
        long counted = THREADS.getCurrentThreadCpuTime();
        LogTemplates templates = LogTemplates.of(forms, SIMILARITY, 1, () -> {});
        long found = THREADS.getCurrentThreadCpuTime();
        TemplateParameters parameters = TemplateParameters.of(templates, 1000, bytes -> {}, () -> {});
        long end = THREADS.getCurrentThreadCpuTime();
        if (parameters.of(0).isEmpty() && templates.all().isEmpty()) {
            throw new IllegalStateException("No templates");
        }
        return new double[] {
            (counted - begin) / NANOS, (found - counted) / NANOS, (end - found) / NANOS, (end - begin) / NANOS
        };
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
