package dev.halcyon.bench;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.engine.Engine;
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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Anomalies and periods of ten thousand series of five weeks of hours: in Java on one thread, through KQL on all, and in
 * NumPy on one thread. All sides must find the same anomalies and the same periods.
 */
public final class SeriesComparison {

    private static final int SERIES = 10_000;
    private static final int LENGTH = 840;
    private static final int SEASON = 168;
    private static final int ROUNDS = 3;
    private static final int BLOCK = 100;
    private static final long SEED = 42;
    private static final double MILLION = 1e6;

    private static final TableSchema STORED =
            TableSchema.of("Stored", new Column("Key", ScalarType.LONG), new Column("Series", ScalarType.DYNAMIC));
    private static final TableSchema POINTS = TableSchema.of(
            "Points",
            new Column("Key", ScalarType.LONG),
            new Column("Hour", ScalarType.LONG),
            new Column("Value", ScalarType.REAL));

    private static final String ANOMALIES = "(Flags, Scores, Baseline) = series_decompose_anomalies(Series, 1.5, 168)";

    /** Computes the anomalies of every series and hands on one number, without their texts. */
    private static final String STORED_QUERY = "Stored | extend " + ANOMALIES + " | summarize sum(array_length(Flags))";

    private static final String POINTS_QUERY =
            "Points | make-series Series = sum(Value) on Hour from 0 to 840 step 1 by Key | extend " + ANOMALIES
                    + " | summarize sum(array_length(Flags))";

    /** Gaps filled, smoothed, scaled, then searched. */
    private static final String PREPARED = " | extend Series = series_fill_linear(Series)"
            + " | extend Series = series_fir(Series, dynamic([1, 1, 1]), true, true)"
            + " | extend Series = series_subtract(Series, 100.0) | extend "
            + ANOMALIES
            + " | summarize sum(array_length(Flags))";

    private static final String CHAIN_QUERY =
            "Points | make-series Series = sum(Value) default=real(null) on Hour from 0 to 840 step 1 by Key"
                    + PREPARED;

    private static final String STORED_CHAIN_QUERY = "Stored" + PREPARED;

    private static final String FIT_QUERY =
            "Stored | extend (Fit, Slope) = series_fit_line(Series) | summarize sum(toint(Fit >= 0)) * " + LENGTH;

    private static final String MAKE_SERIES_QUERY =
            "Points | make-series Series = sum(Value) on Hour from 0 to 840 step 1 by Key"
                    + " | summarize sum(array_length(Series))";

    private static final String CHECK_QUERY =
            "Stored | extend " + ANOMALIES + " | mv-expand Flags to typeof(long) | summarize countif(Flags != 0)";

    private final double[][] series;
    private final Map<String, double[]> rival;

    private SeriesComparison(double[][] series, Map<String, double[]> rival) {
        this.series = series;
        this.rival = rival;
    }

    /** Prints the table; the argument is a Python with NumPy. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double[][] series = new double[SERIES][];
        Random random = new Random(SEED);
        for (int index = 0; index < SERIES; index++) {
            series[index] = series(random);
        }
        new SeriesComparison(series, rival(arguments[0], series)).run();
    }

    /** A week's season, noise, and a jump now and then. */
    private static double[] series(Random random) {
        double[] values = new double[LENGTH];
        for (int hour = 0; hour < LENGTH; hour++) {
            double season = 50 * Math.sin(2 * Math.PI * hour / SEASON) + 20 * Math.sin(2 * Math.PI * hour / 24);
            double jump = random.nextInt(500) == 0 ? 200 : 0;
            values[hour] = Math.rint(100 * (100 + season + 5 * random.nextGaussian() + jump)) / 100;
        }
        return values;
    }

    private static Map<String, double[]> rival(String python, double[][] series)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("series", ".f64");
        try {
            ByteBuffer bytes =
                    ByteBuffer.allocate(SERIES * LENGTH * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (double[] row : series) {
                bytes.asDoubleBuffer().put(row);
                bytes.position(bytes.position() + LENGTH * Double.BYTES);
            }
            Files.write(file, bytes.array());
            Process process = new ProcessBuilder(
                            python,
                            "bench/src/main/python/series_rival.py",
                            file.toString(),
                            Integer.toString(LENGTH),
                            Integer.toString(SEASON))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Map<String, double[]> results = new HashMap<>();
            try (var reader = process.inputReader()) {
                reader.lines()
                        .map(line -> line.split(" ", 3))
                        .forEach(parts -> results.put(
                                parts[0], new double[] {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])}));
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The rival in Python failed");
            }
            return results;
        } finally {
            Files.delete(file);
        }
    }

    private void run() {
        System.out.printf("%-60s %12s %12s %8s%n", "10,000 series of 840 points", "Halcyon", "NumPy", "ratio");
        compare("anomalies, one thread, M points/s", "anomalies", SERIES * LENGTH / MILLION, this::anomalies);
        compare("periods detected, one thread, thousand series/s", "periods", SERIES / 1e3, this::periods);
        try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
            load(engine);
            check("anomalies through KQL", ask(engine, CHECK_QUERY), result("anomalies")[1]);
            double points = SERIES * LENGTH / MILLION;
            compare("anomalies of stored arrays through KQL, M points/s", points, STORED_QUERY, engine);
            alone("make-series and anomalies through KQL, M points/s", points, POINTS_QUERY, engine);
            alone("make-series through KQL, M points/s", points, MAKE_SERIES_QUERY, engine);
            alone("make-series, fill, filter, subtract, anomalies, M points/s", points, CHAIN_QUERY, engine);
            alone("fill, filter, subtract, anomalies of stored arrays", points, STORED_CHAIN_QUERY, engine);
            alone("line fits of stored arrays", points, FIT_QUERY, engine);
        }
    }

    private double[] result(String task) {
        double[] result = rival.get(task);
        if (result == null) {
            throw new IllegalStateException("The rival did not answer " + task);
        }
        return result;
    }

    private void compare(String name, String task, double work, Supplier<Double> ours) {
        Timing timing = seconds(ours);
        check(name, timing.answer(), result(task)[1]);
        print(name, work / timing.least(), work / result(task)[0]);
    }

    private void compare(String name, double work, String query, Engine engine) {
        Timing timing = seconds(() -> ask(engine, query));
        check(name, timing.answer(), SERIES * (double) LENGTH);
        print(name, work / timing.least(), work / result("anomalies")[0]);
    }

    /** The rival has its arrays already: there is nothing to compare with. */
    private static void alone(String name, double work, String query, Engine engine) {
        Timing timing = seconds(() -> ask(engine, query));
        check(name, timing.answer(), SERIES * (double) LENGTH);
        System.out.printf("%-60s %12.2f%n", name, work / timing.least());
    }

    private static void print(String name, double ours, double theirs) {
        System.out.printf("%-60s %12.2f %12.2f %8.2f%n", name, ours, theirs, ours / theirs);
    }

    private static void check(String name, double ours, double theirs) {
        if (ours != theirs) {
            throw new IllegalStateException("%s: %s here, %s there".formatted(name, ours, theirs));
        }
    }

    private record Timing(double least, double answer) {}

    private static Timing seconds(Supplier<Double> task) {
        double least = Double.POSITIVE_INFINITY;
        double answer = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            long begin = System.nanoTime();
            answer = task.get();
            least = Math.min(least, (System.nanoTime() - begin) / 1e9);
        }
        return new Timing(least, answer);
    }

    private double anomalies() {
        DecompositionOptions options = new DecompositionOptions(SEASON, Trend.AVERAGE, 0, 0.6);
        long found = 0;
        for (double[] each : series) {
            for (int flag : SeriesAnomalies.of(each, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, options)
                    .flags()) {
                found += Math.abs(flag);
            }
        }
        return found;
    }

    private double periods() {
        double sum = 0;
        for (double[] each : series) {
            sum += SeasonalPeriods.best(each).map(best -> best.period()).orElse(0.0);
        }
        return sum;
    }

    private void load(Engine engine) {
        engine.storage().transact(transaction -> {
            transaction.createTable(STORED);
            transaction.createTable(POINTS);
            return 0;
        });
        for (int first = 0; first < SERIES; first += BLOCK) {
            RowBlockBuilder stored = RowBlock.builder(STORED.columns());
            RowBlockBuilder points = RowBlock.builder(POINTS.columns());
            for (int key = first; key < first + BLOCK; key++) {
                StringBuilder json = new StringBuilder("[");
                for (int hour = 0; hour < LENGTH; hour++) {
                    json.append(hour > 0 ? "," : "").append(series[key][hour]);
                    points.add((long) key, (long) hour, series[key][hour]);
                }
                stored.add((long) key, json.append(']').toString());
            }
            RowBlock storedRows = stored.build();
            RowBlock pointRows = points.build();
            engine.storage().transact(transaction -> {
                transaction.append(STORED.name(), storedRows);
                return transaction.append(POINTS.name(), pointRows);
            });
        }
    }

    private static double ask(Engine engine, String kql) {
        Catalog catalog = Catalog.of(List.of(STORED, POINTS));
        BindingContext context = new BindingContext(catalog, engine.functions(), LogRows.NOW, Optional.empty());
        Relation relation =
                Binder.bind(KqlParser.parse(kql), context).results().getFirst().relation();
        try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(LogRows.NOW, QueryBudget.STANDARD))) {
            if (!cursor.next()) {
                throw new IllegalStateException("No answer to " + kql);
            }
            return cursor.getLong(0);
        }
    }
}
