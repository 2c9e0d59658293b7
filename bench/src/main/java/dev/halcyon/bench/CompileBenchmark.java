package dev.halcyon.bench;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.syntax.Query;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Text to syntax tree, to plan, to SQL, for a short query, a detection rule of 2 KB and a union of 40 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class CompileBenchmark {

    private static final long NOW = 638_148_671_990_000_000L;

    @Param({"SHORT", "RULE_2KB", "UNION_40KB"})
    @SuppressWarnings("NullAway.Init") // JMH sets it
    public SampleQuery query;

    private @Nullable Engine engine;
    private @Nullable Query parsed;
    private @Nullable QueryPlan plan;

    /** Opens an engine without tables and checks that the query compiles. */
    @Setup
    public void open() {
        engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);
        parsed = KqlParser.parse(query.text());
        plan = Binder.bind(parsed, context());
        if (lower().isEmpty()) {
            throw new IllegalStateException("The query gives no statement");
        }
    }

    @TearDown
    public void close() {
        engine().close();
    }

    private Engine engine() {
        return Objects.requireNonNull(engine);
    }

    private BindingContext context() {
        return new BindingContext(Catalog.empty(), engine().functions(), NOW, Optional.empty());
    }

    private List<String> lower() {
        return Objects.requireNonNull(plan).results().stream()
                .map(result -> engine().explain(result.relation(), ExecutionContext.of(NOW, QueryBudget.STANDARD)))
                .toList();
    }

    /** Text → syntax tree. */
    @Benchmark
    public Query parse() {
        return KqlParser.parse(query.text());
    }

    /** Syntax tree → plan. */
    @Benchmark
    public QueryPlan bind() {
        return Binder.bind(Objects.requireNonNull(parsed), context());
    }

    /** Plan → SQL text. */
    @Benchmark
    public List<String> lowering() {
        return lower();
    }

    /** Text → SQL text. */
    @Benchmark
    public List<String> whole() {
        QueryPlan whole = Binder.bind(KqlParser.parse(query.text()), context());
        return whole.results().stream()
                .map(result -> engine().explain(result.relation(), ExecutionContext.of(NOW, QueryBudget.STANDARD)))
                .toList();
    }
}
