package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.syntax.print.SyntaxPrinter;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input made to exhaust stack or time ends in a tree or a clean error on a stack of the usual size. */
class HostileInputTest {
    /** The JVM's usual size; a build may raise its own. */
    private static final int USUAL_STACK = 1024 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({
        "(, 10000, SYN0007",
        "print dynamic([, 5000, SYN0007",
        "'int(', 10000, SYN0007",
        "'{', 10000, SYN0007",
        "'-', 20000, SYN0002",
        "',', 40000, SYN0002",
        "'|', 40000, SYN0002",
        "';', 40000, SYN0001",
        "'/', 40000, SYN0001",
        "'# ', 20000, SYN0006",
        "'x y; ', 8000, SYN0002",
        "'* ', 20000, SYN0002",
    })
    void repeatedPiecesAreRefused(String piece, int times, String code) throws InterruptedException {
        assertThat(outcome(piece.repeat(times))).startsWith(code);
    }

    @Test
    void quotesWithoutEndAreRefused() throws InterruptedException {
        assertThat(outcome("T | where a == \"abc")).startsWith("SYN0005");
        assertThat(outcome("T | where a == @\"abc" + "x\n".repeat(20_000))).startsWith("SYN0005");
        assertThat(outcome("print ```" + "~~~ x\n".repeat(20_001))).startsWith("SYN0005");
        assertThat(outcome("\"".repeat(40_001))).startsWith("SYN0005");
    }

    @Test
    void strangeCharactersAreRefusedByName() throws InterruptedException {
        assertThat(outcome("T \0 | take 1")).contains("SYN0006").contains("U+0000");
        assertThat(outcome("T | where \uDC00")).contains("SYN0006").contains("U+DC00");
        assertThat(outcome("\uFEFFT | where a == \"\uD800\"")).isEqualTo("tree");
    }

    @Test
    void longChainsAreRefusedOrBalanced() throws InterruptedException {
        assertThat(outcome("print 1" + " + 1".repeat(10_000))).startsWith("SYN0007");
        assertThat(outcome("print a" + ".b".repeat(10_000))).startsWith("SYN0007");
        assertThat(outcome("print a" + "[0]".repeat(10_000))).startsWith("SYN0007");
        assertThat(outcome("print " + "- ".repeat(10_000) + "1")).startsWith("SYN0007");
        assertThat(outcome("T | where a == 1" + " and a == 1".repeat(10_000))).isEqualTo("tree");
        assertThat(outcome("T | where (a)" + " or (a)".repeat(10_000))).isEqualTo("tree");
    }

    @Test
    void largeHonestQueriesAreRead() throws InterruptedException {
        String leg = "(SecurityEvent | where EventID == 4625 | project Account, Computer)";
        assertThat(outcome("union " + String.join(", ", Collections.nCopies(600, leg))))
                .isEqualTo("tree");
        assertThat(outcome("T | where a in (" + String.join(",", Collections.nCopies(10_000, "'x'")) + ")"))
                .isEqualTo("tree");
        assertThat(outcome("datatable(a:long)[" + String.join(",", Collections.nCopies(20_000, "1")) + "]"))
                .isEqualTo("tree");
        assertThat(outcome("T" + "\n| where a > 1".repeat(5_000))).isEqualTo("tree");
    }

    @Test
    void nestingUpToTheBoundIsRead() throws InterruptedException {
        int deep = 99;
        assertThat(outcome("print " + "(".repeat(deep) + "1" + ")".repeat(deep)))
                .isEqualTo("tree");
        assertThat(outcome("print " + "f(print ".repeat(deep) + "1" + ")".repeat(deep)))
                .isEqualTo("tree");
        assertThat(outcome("let f = () {".repeat(60) + "1" + "}".repeat(60))).isEqualTo("tree");
        assertThat(outcome("print dynamic(" + "[".repeat(deep) + "]".repeat(deep) + ")"))
                .isEqualTo("tree");
    }

    /** "tree", or the message of the error; anything else fails the test. */
    private static String outcome(String text) throws InterruptedException {
        AtomicReference<String> outcome = new AtomicReference<>("neither tree nor error");
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        SyntaxPrinter.print(KqlParser.parse(text));
                        outcome.set("tree");
                    } catch (KqlException clean) {
                        outcome.set(String.valueOf(clean.getMessage()));
                    } catch (StackOverflowError overflow) {
                        outcome.set("stack overflow");
                    }
                },
                "usual stack",
                USUAL_STACK);
        thread.start();
        thread.join(LONGEST);
        assertThat(thread.isAlive()).as("still reading after %s", LONGEST).isFalse();
        return outcome.get();
    }
}
