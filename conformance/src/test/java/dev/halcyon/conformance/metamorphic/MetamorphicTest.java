package dev.halcyon.conformance.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.halcyon.conformance.kqltest.ActualTable;
import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.conformance.kqltest.KqlTestRunner;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The seed is printed; {@code -Dhalcyon.seed=N} repeats a run, {@code -Dhalcyon.metamorphic.queries=N} changes its
 * length.
 */
class MetamorphicTest {

    private static final int ROWS_OF_A_TABLE = 60;
    private static final int ROUNDS_OF_A_TABLE = 60;

    private static final String SUMMARY =
            " | summarize rows = count(), total = sum(n), least = min(t), most = max(p), texts = dcount(s), some = countif(f)"
                    + " by i, u | sort by i asc, u asc";

    private int queries;

    @Test
    void lawsHoldForRandomTablesAndPredicates() {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        int wanted = Integer.getInteger("halcyon.metamorphic.queries", 10_000);
        System.out.println("MetamorphicTest: -Dhalcyon.seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        while (queries < wanted) {
            KqlTestFile tables = KqlTestFile.parse(RandomTable.text("T", ROWS_OF_A_TABLE, random)
                    + RandomTable.text("U", ROWS_OF_A_TABLE / 2, random));
            try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
                KqlTestRunner runner = new KqlTestRunner(engine, tables);
                for (int round = 0; round < ROUNDS_OF_A_TABLE && queries < wanted; round++) {
                    laws(runner, new RandomPredicate(random), random, seed);
                }
            }
        }
    }

    private void laws(KqlTestRunner runner, RandomPredicate predicates, RandomGenerator random, long seed) {
        String p = predicates.next(2);
        String q = predicates.next(1);
        partition(runner, p, seed);
        equal(runner, seed, "T | where %s | count".formatted(p), "T | summarize Count = countif(%s)".formatted(p));
        equal(
                runner,
                seed,
                "T | where %s | where %s | sort by id".formatted(p, q),
                "T | where (%s) and (%s) | sort by id".formatted(p, q));
        equal(
                runner,
                seed,
                "T | where %s | sort by id".formatted(p),
                "T | extend keep = %s | where keep | project-away keep | sort by id".formatted(p));
        order(runner, random, seed);
        int slices = 2 + random.nextInt(3);
        equal(runner, seed, "T" + SUMMARY, "union " + slices(slices) + SUMMARY);
        equal(runner, seed, "T | distinct s, i | sort by s, i", "T | summarize by s, i | sort by s, i");
        equal(
                runner,
                seed,
                "T | where %s | join kind=leftsemi (U) on n | sort by id".formatted(p),
                "T | where %s | where id in ((T | join kind=inner (U) on n | project id)) | sort by id".formatted(p));
        equal(
                runner,
                seed,
                "T | count",
                "union (T | join kind=leftsemi (U | where %1$s) on s), (T | join kind=leftanti (U | where %1$s) on s) | count"
                        .formatted(q));
        equal(
                runner,
                seed,
                "T | where isnotempty(s) | project s, i | sort by s, i",
                "T | where isnotempty(s) | summarize ids = make_list(i + id * 0), n = count() by s, i | mv-expand x = range(1, n) | project s, i | sort by s, i");
    }

    /** Every row is where p, where not(p) or where p is null; nothing is in two of them. */
    private void partition(KqlTestRunner runner, String p, long seed) {
        long all = count(runner, "T | count", seed);
        long held = count(runner, "T | where %s | count".formatted(p), seed);
        long not = count(runner, "T | where not(%s) | count".formatted(p), seed);
        long unknown = count(runner, "T | where isnull(%s) | count".formatted(p), seed);
        assertEquals(all, held + not + unknown, () -> "seed %d: partition by %s".formatted(seed, p));
    }

    private void order(KqlTestRunner runner, RandomGenerator random, long seed) {
        String column = List.of("n", "r", "s", "t", "p", "f", "m", "g").get(random.nextInt(8));
        String direction =
                List.of("asc", "desc", "asc nulls last", "desc nulls first", "").get(random.nextInt(5));
        int rows = random.nextInt(ROWS_OF_A_TABLE + 5);
        equal(
                runner,
                seed,
                "T | sort by %s %s, id asc | take %d".formatted(column, direction, rows),
                "T | top %d by %s %s, id asc".formatted(rows, column, direction));
    }

    private static String slices(int count) {
        StringBuilder text = new StringBuilder();
        for (int slice = 0; slice < count; slice++) {
            text.append(slice == 0 ? "" : ", ").append("(T | where id %% %d == %d)".formatted(count, slice));
        }
        return text.toString();
    }

    private long count(KqlTestRunner runner, String query, long seed) {
        @Nullable Object value = ask(runner, query, seed).rows().getFirst().getFirst();
        return value instanceof Number number ? number.longValue() : -1;
    }

    private void equal(KqlTestRunner runner, long seed, String first, String second) {
        assertEquals(
                ask(runner, first, seed).toString(),
                ask(runner, second, seed).toString(),
                () -> "seed %d: '%s' and '%s' differ".formatted(seed, first, second));
    }

    private ActualTable ask(KqlTestRunner runner, String query, long seed) {
        queries++;
        try {
            return runner.query(query);
        } catch (RuntimeException e) {
            throw new AssertionError("seed %d: %s".formatted(seed, query), e);
        }
    }
}
