package dev.halcyon.conformance.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.conformance.kqltest.KqlTestRunner;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.ExtentLayout;
import dev.halcyon.engine.storage.ExtentRewrite;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * A table whose rows lie in sealed, indexed extents answers every query like one whose rows lie in an open extent: what
 * is skipped holds nothing that a query keeps. The seed is printed; {@code -Dhalcyon.seed=N} repeats a run.
 */
class SealedExtentTest {

    private static final int ROWS = 400;
    private static final int GROUP_ROWS = 19;
    private static final int TABLES = 6;
    private static final int QUERIES_OF_A_TABLE = 150;

    /** Letters, digits, separators, and letters whose lower case is a surprise. */
    private static final List<String> PIECES = List.of(
            "a", "B", "error", "ERROR", "7", "42", "abcd", "abcde", "ABCDEF", " ", " ", "-", "_", ".", "/", "é", "É",
            "ß", "\u212a", "elvin", "\u0130", "i", "日", "\u0301", "%", "x1", "timeout", "\u0131", "K", "k");

    private static final List<String> OPERATORS = List.of(
            "has",
            "has_cs",
            "!has",
            "hasprefix",
            "hasprefix_cs",
            "hassuffix",
            "hassuffix_cs",
            "contains",
            "contains_cs",
            "startswith",
            "startswith_cs",
            "endswith",
            "endswith_cs",
            "==",
            "=~",
            "!=");

    private static final List<String> LISTS = List.of("has_any", "has_all", "in", "in~", "!in");

    private final RandomGenerator random;
    private final long seed;

    SealedExtentTest() {
        seed = Long.getLong("halcyon.seed", System.nanoTime());
        random = new SplittableRandom(seed);
        System.out.println("SealedExtentTest: -Dhalcyon.seed=" + seed);
    }

    @Test
    void sealedRowsAnswerLikeOpenOnes() {
        for (int table = 0; table < TABLES; table++) {
            String rows = rows();
            KqlTestFile tables = KqlTestFile.parse(fixture("Plain", rows) + fixture("Sealed", rows));
            try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
                KqlTestRunner runner = new KqlTestRunner(engine, tables);
                seal(engine);
                for (int query = 0; query < QUERIES_OF_A_TABLE; query++) {
                    same(runner, query());
                }
            }
        }
    }

    private static void seal(DuckDbEngine engine) {
        engine.storage().transact(change -> {
            change.closeExtent("Sealed");
            return true;
        });
        List<Long> closed = engine.storage().extents("Sealed").stream()
                .filter(extent -> extent.state() == State.CLOSED)
                .map(Extent::id)
                .toList();
        ExtentLayout layout = new ExtentLayout("at", "at", Set.of("s", "u", "d"), 1000, GROUP_ROWS);
        assertEquals(ROWS, engine.storage().rewrite(new ExtentRewrite("Sealed", closed, layout)));
        boolean grouped = engine.storage().extents("Sealed").stream()
                .anyMatch(extent -> extent.instants().isPresent());
        assertTrue(grouped, "the sealed extent has no row groups");
    }

    private static String fixture(String name, String rows) {
        return "fixture " + name + "\nid:long | at:datetime | s:string | u:string | d:dynamic\n" + rows + "\n";
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        for (int id = 0; id < ROWS; id++) {
            rows.append("%d | %s | \"%s\" | \"%s\" | {\"m\":\"%s\",\"n\":%d}\n"
                    .formatted(id, instant(), text(), text(), text(), random.nextInt(100)));
        }
        return rows.toString();
    }

    private String instant() {
        return Instant.parse("2024-01-01T00:00:00Z")
                .plusSeconds(random.nextInt(86_400))
                .toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(7); count > 0; count--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String needle() {
        return "'" + text() + "'";
    }

    private String predicate() {
        String column = List.of("s", "u", "d", "tostring(d)", "tostring(d.m)").get(random.nextInt(5));
        return switch (random.nextInt(8)) {
            case 0 -> "at >= datetime(%s)".formatted(instant());
            case 1 -> "at between (datetime(%s) .. datetime(%s))".formatted(instant(), instant());
            case 2 -> "datetime(%s) > at".formatted(instant());
            case 3, 4 -> {
                String list = needle() + ", " + needle() + (random.nextBoolean() ? ", 'error'" : "");
                yield "%s %s (%s)"
                        .formatted(column.equals("d") ? "s" : column, LISTS.get(random.nextInt(LISTS.size())), list);
            }
            default -> {
                String operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
                String compared = column.equals("d") && operator.contains("=") ? "u" : column;
                yield "%s %s %s".formatted(compared, operator, needle());
            }
        };
    }

    private String condition() {
        return switch (random.nextInt(5)) {
            case 0 -> "%s and %s".formatted(predicate(), predicate());
            case 1 -> "(%s or %s) and %s".formatted(predicate(), predicate(), predicate());
            case 2 -> "not(%s)".formatted(predicate());
            default -> predicate();
        };
    }

    private String query() {
        String source = switch (random.nextInt(6)) {
            case 0 -> "| extend s = strcat(s, '!') | where " + condition();
            case 1 -> "| project id, u = s, s = u, at, d | where " + condition();
            case 2 -> "| serialize row = row_number() | where id >= 0 | where " + condition() + " | project-away row";
            case 3 -> "| where %s | where %s".formatted(condition(), condition());
            default -> "| where " + condition();
        };
        return switch (random.nextInt(6)) {
            case 0 -> "%s | top %d by at desc, id".formatted(random.nextBoolean() ? "" : source, random.nextInt(60));
            case 1 -> "%s | top %d by at asc, id".formatted(random.nextBoolean() ? "" : source, random.nextInt(60));
            case 2 -> source + " | summarize rows = count(), earliest = min(at), greatest = max(id)";
            case 3 -> "| search %s | sort by id asc | project-away $table".formatted("\"" + text() + "e\"");
            default -> source + " | sort by id asc";
        };
    }

    private void same(KqlTestRunner runner, String query) {
        String plain = runner.query("Plain " + query).toString();
        String sealed = runner.query("Sealed " + query).toString();
        assertEquals(plain, sealed, () -> "seed %d: %s".formatted(seed, query));
    }
}
