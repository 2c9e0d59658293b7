package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.syntax.print.SyntaxPrinter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Queries spoilt at random end in a tree or a clean error, never in anything else. */
class MutationTest {
    private static final int MUTANTS = 6_000;
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "|",
            ";",
            ",",
            "..",
            "=",
            "=>",
            "\"",
            "'",
            "@\"",
            "```",
            "h'",
            "\\",
            "//",
            "-",
            "*",
            ":",
            "!",
            "!in",
            "in~",
            " by ",
            " on ",
            " kind=",
            "datetime(",
            "dynamic(",
            "typeof(",
            "1d",
            "0x",
            "1.",
            "\0",
            "\uFEFF",
            "\uD83D",
            " and ",
            " between (",
            "$left",
            "let x = ",
            "union ",
            "print ",
            " range ");

    @Test
    void mutantsEndInATreeOrACleanError() {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        System.out.println("MutationTest seed: " + seed + " (repeat with -Dhalcyon.seed=" + seed + ")");
        Random random = new Random(seed);
        List<Corpus.Entry> corpus = Corpus.all();
        int trees = 0;
        long slowest = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutate(corpus.get(random.nextInt(corpus.size())).query(), random);
            long start = System.nanoTime();
            try {
                Query tree = KqlParser.parse(mutant);
                assertThat(SameTree.difference(tree, KqlParser.parse(SyntaxPrinter.print(tree)), ""))
                        .as("seed %d, mutant %d: %s", seed, i, mutant)
                        .isNull();
                trees++;
            } catch (KqlException clean) {
                for (Diagnostic diagnostic : clean.diagnostics()) {
                    assertThat(diagnostic.code()).matches("SYN\\d{4}");
                    assertThat(diagnostic.message()).isNotBlank();
                    assertThat(diagnostic.span().end()).isLessThanOrEqualTo(mutant.length());
                    TextLocation.of(mutant, diagnostic.span());
                }
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(trees).isPositive();
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
    }

    private static String mutate(String query, Random random) {
        StringBuilder text = new StringBuilder(query);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                default -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
