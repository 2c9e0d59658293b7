package dev.halcyon.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.syntax.parse.CommandParser;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Work grows with the length of a text, not faster, however it nests. Work is counted in bytes allocated, which no other
 * load of the machine changes; what loops without allocating would not come back from texts as long as these.
 */
class NestingTest {

    /** Four times the text is four times the work; a law of squares would ask for sixteen times. */
    private static final int GROWTH = 4;

    private static final double MOST_WORK = 1.6 * GROWTH;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "not(",
                "-",
                "dynamic([",
                "iff(",
                "T | where x in (T | where y in (",
                "let f = (a:long) {",
                "a.",
                "a[",
                "toscalar(print ",
                "T | join (",
                "x + (",
                "case(a, ",
            })
    void whatNestsTooDeepIsRefusedInLinearWork(String open) {
        assertThrows(KqlException.class, () -> KqlParser.parse("print " + open.repeat(100_000)), open);
        assertLinear(times -> "print " + open.repeat(times), 5_000);
        assertLinear(times -> "print " + open.repeat(times) + "1" + ")".repeat(times), 5_000);
    }

    /** Below the bound a level costs what the level above did: no choice of the grammar is tried once more at each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "( ¦ 1 ¦ )",
                "not( ¦ true ¦ )",
                "iff(true, 1, ¦ 1 ¦ )",
                "dynamic([ ¦ 1 ¦ ])",
                "toscalar(print ¦ 1 ¦ )",
                "toscalar(range x from 1 to 2 step 1 | where x in ( ¦ 1 ¦ ) | count)",
                "strcat('a', 1 + ( ¦ 1 ¦ ))",
                "a[ ¦ 1 ¦ ]",
            })
    void nestingBelowTheBoundIsLinear(String open, String inner, String close) {
        IntFunction<String> text = depth -> "print x = " + (open + " ").repeat(depth) + inner + close.repeat(depth);
        assertLinear(text, 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " | where n > 1",
                " | extend a = n + 1, b = strcat(s, 'x')",
                " | join kind=inner (U | where n > 1) on n",
                " | where s has 'a' and (n == 1 or not(n in (1, 2, 3)))",
                "; T | summarize count() by s",
            })
    void longTextsAreReadInLinearWork(String piece) {
        assertLinear(times -> "T" + piece.repeat(times), 250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".show tables\n", ".set T <| U | take 1\n", ".show tables (a, b) x.y ['c'],", ".show table a ("})
    void scriptsAreReadInLinearWork(String piece) {
        assertLinear(times -> piece.repeat(times), 500);
    }

    private static void assertLinear(IntFunction<String> text, int size) {
        // The parser learns its grammar from the first texts that it reads.
        work(text.apply(size));
        work(text.apply(GROWTH * size));
        double small = work(text.apply(size));
        double large = work(text.apply(GROWTH * size));
        assertThat(large / small)
                .as("%.0f bytes for %d pieces, %.0f for %d", small, size, large, GROWTH * size)
                .isLessThan(MOST_WORK);
    }

    private static long work(String text) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        if (CommandParser.isCommand(text)) {
            try {
                CommandParser.parseScript(text);
            } catch (KqlException refused) {
                assertThat(refused.first().code()).startsWith("SYN");
            }
        } else {
            Kql.bind(text, KqlSchema.empty());
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
