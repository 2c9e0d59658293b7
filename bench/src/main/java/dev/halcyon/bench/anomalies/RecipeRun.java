package dev.halcyon.bench.anomalies;

import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.kql.type.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the published recipe says of series: the query itself is run.
 *
 * @param scores for each series the size of each point's score
 * @param alarms for each series 1 where it raises an alarm, else 0
 */
record RecipeRun(List<double[]> scores, List<double[]> alarms) {

    private static final Path RECIPE = Path.of("docs/recipes/anomalies-without-look-ahead.kql");

    private static final TableSchema CORPUS =
            TableSchema.of("Corpus", new Column("Name", ScalarType.STRING), new Column("Values", ScalarType.DYNAMIC));

    /** The query and its form in Java must say the same of these series. */
    static void verify(List<LabelledSeries> series) throws IOException {
        RecipeRun run = of(series);
        for (int index = 0; index < series.size(); index++) {
            double[] ours = RecipeDetector.scores(series.get(index).values());
            double[] asked = run.scores().get(index);
            for (int point = 0; point < ours.length; point++) {
                if (Math.abs(Math.abs(ours[point]) - asked[point]) > 1e-9 * Math.max(1, asked[point])) {
                    throw new IllegalStateException("%s, point %d: %s by the query, %s in Java"
                            .formatted(series.get(index).name(), point, asked[point], ours[point]));
                }
            }
            if (!Arrays.equals(RecipeDetector.alarms(ours), run.alarms().get(index))) {
                throw new IllegalStateException(series.get(index).name() + ": other alarms by the query");
            }
        }
    }

    static RecipeRun of(List<LabelledSeries> corpus) throws IOException {
        String functions = Files.readString(RECIPE);
        try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
            load(corpus, engine);
            String scores = functions + "Corpus | invoke ScoresWithoutLookAhead()";
            return new RecipeRun(
                    ask(scores, corpus, engine),
                    ask(scores + " | invoke AlarmsWithoutLookAhead() | extend Score = 1.0", corpus, engine));
        }
    }

    private static void load(List<LabelledSeries> corpus, DuckDbEngine engine) {
        RowBlockBuilder rows = RowBlock.builder(CORPUS.columns());
        corpus.forEach(series -> rows.add(series.name(), Arrays.toString(series.values())));
        RowBlock block = rows.build();
        engine.storage().transact(transaction -> {
            transaction.createTable(CORPUS);
            return transaction.append(CORPUS.name(), block);
        });
    }

    private static List<double[]> ask(String query, List<LabelledSeries> corpus, DuckDbEngine engine) {
        Map<String, double[]> found = new HashMap<>();
        corpus.forEach(series -> found.put(series.name(), new double[series.values().length]));
        BindingContext context =
                new BindingContext(Catalog.of(List.of(CORPUS)), engine.functions(), Ticks.UNIX_EPOCH, Optional.empty());
        Relation relation = Binder.bind(KqlParser.parse(query), context)
                .results()
                .getFirst()
                .relation();
        QueryBudget budget = QueryBudget.STANDARD.withTimeLimit(Duration.ofMinutes(20));
        try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(Ticks.UNIX_EPOCH, budget))) {
            while (cursor.next()) {
                Objects.requireNonNull(found.get(cursor.getString(0)))[(int) cursor.getLong(1)] =
                        Math.abs(cursor.getReal(2));
            }
        }
        return corpus.stream()
                .map(series -> Objects.requireNonNull(found.get(series.name())))
                .toList();
    }
}
