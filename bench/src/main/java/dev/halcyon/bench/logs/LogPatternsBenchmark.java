package dev.halcyon.bench.logs;

import dev.halcyon.analytics.templates.BlockStore;
import dev.halcyon.analytics.templates.LogForms;
import dev.halcyon.analytics.templates.LogTemplates;
import dev.halcyon.analytics.templates.TemplateParameters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines a second on one core, from strings to templates with the values of their placeholders. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LogPatternsBenchmark {

    private static final int LINES = 200_000;
    private static final int STATEMENTS = 60;
    private static final double SIMILARITY = 0.6;

    @Param({"NONE", "TIME_LEVEL_CLASS", "SYSLOG"})
    public GeneratedLog.Header header = GeneratedLog.Header.NONE;

    private List<String> lines = List.of();

    /** Makes the lines, and checks that they are grouped well. */
    @Setup
    public void generate() {
        GeneratedLog log = GeneratedLog.of(17, STATEMENTS, LINES, header);
        lines = log.lines();
        LogTemplates templates = templatesOfLines();
        LogTemplates.Reader reader = templates.reader();
        double accuracy = GroupingAccuracy.of(
                log.truth(), lines.stream().map(reader::template).toList());
        if (accuracy < 0.9) {
            throw new IllegalStateException("Grouping accuracy " + accuracy);
        }
    }

    private LogTemplates templates(LogForms forms) {
        lines.forEach(forms::add);
        return LogTemplates.of(forms, SIMILARITY, 1, () -> {});
    }

    /** Templates with counts and samples. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public LogTemplates templatesOfLines() {
        return templates(new LogForms(true, bytes -> {}));
    }

    /** Also the values of placeholders. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public TemplateParameters templatesAndValues() {
        LogForms forms = new LogForms(true, bytes -> {}, BlockStore.inMemory(bytes -> {}));
        return TemplateParameters.of(templates(forms), 1000, bytes -> {}, () -> {});
    }
}
